-- case: A time is no number
-- error: 22023
SET statement_timeout = 'soon';

-- case: Every role gets a setting that is wrong
-- error: 22023
ALTER ROLE ALL SET statement_timeout = '5 seconds';

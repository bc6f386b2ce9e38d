-- case: A time is beyond the integers
-- error: 22023
SET LOCAL idle_in_transaction_session_timeout = '100000d';

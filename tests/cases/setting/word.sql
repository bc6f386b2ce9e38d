-- case: A word is none of the setting's
-- error: 22023
SET client_min_messages TO warn;

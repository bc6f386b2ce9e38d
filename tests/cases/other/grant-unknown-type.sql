-- case: REVOKE on a type that is not there
-- error: 42704

REVOKE USAGE ON TYPE crate FROM PUBLIC;

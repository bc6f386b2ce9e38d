-- case: A user mapping of a server that is not there
-- error: 42704
CREATE USER MAPPING FOR PUBLIC SERVER store;

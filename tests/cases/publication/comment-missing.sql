-- case: COMMENT ON a publication that is not there
-- error: 42704
COMMENT ON PUBLICATION feed IS 'x';

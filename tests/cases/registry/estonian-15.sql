-- case: A configuration that 15 does not have
-- postgres: 15
-- error: 42704
CREATE TEXT SEARCH CONFIGURATION words (COPY = estonian);

-- case: A copy of a configuration that is not there
-- error: 42704
CREATE TEXT SEARCH CONFIGURATION words (COPY = englich);

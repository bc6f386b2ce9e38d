-- case: A configuration that came later
-- postgres: 18
CREATE TEXT SEARCH CONFIGURATION words (COPY = estonian);

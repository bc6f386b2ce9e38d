-- case: a configuration holds its parser
-- error: 2BP01
CREATE TEXT SEARCH PARSER plain (
    START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype
);
CREATE TEXT SEARCH CONFIGURATION notes (PARSER = plain);
DROP TEXT SEARCH PARSER plain;

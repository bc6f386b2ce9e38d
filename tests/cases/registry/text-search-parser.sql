-- case: parsers and templates of text search are made of functions, renamed and dropped
CREATE SCHEMA words;
CREATE TEXT SEARCH PARSER plain (
    START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype, HEADLINE = prsd_headline
);
ALTER TEXT SEARCH PARSER plain RENAME TO simple_words;
ALTER TEXT SEARCH PARSER simple_words SET SCHEMA words;
CREATE TEXT SEARCH CONFIGURATION notes (PARSER = words.simple_words);
CREATE TEXT SEARCH TEMPLATE lower_case (INIT = dsimple_init, LEXIZE = dsimple_lexize);
ALTER TEXT SEARCH TEMPLATE lower_case RENAME TO small;
ALTER TEXT SEARCH TEMPLATE small SET SCHEMA words;
DROP TEXT SEARCH CONFIGURATION notes;
DROP TEXT SEARCH PARSER words.simple_words;
DROP TEXT SEARCH TEMPLATE words.small;
DROP SCHEMA words;

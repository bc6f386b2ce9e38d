-- case: ON COMMIT of a table that is not temporary
-- error: 42P16
CREATE TABLE readings (day int) ON COMMIT DELETE ROWS;

-- case: ON COMMIT of a table that is made of a query and not temporary
-- error: 42P16
CREATE TABLE readings (day) ON COMMIT PRESERVE ROWS AS SELECT 1;

-- case: EXECUTE of what a function without a result gives: an empty text, which is no NULL
-- covers: do/do
CREATE TABLE lot (a int);
CREATE FUNCTION with_index(of text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE 'CREATE INDEX ON ' || of || ' (a)';
END
$$;
DO $$
BEGIN
    EXECUTE with_index('lot');
    IF with_index('lot') IS NULL THEN
        DROP TABLE lot;
    END IF;
END
$$;
DROP INDEX lot_a_idx;
DROP INDEX lot_a_idx1;

-- case: Look-ups that meet the server's own objects
-- covers: do/do
CREATE TABLE told (part text);
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_class WHERE relname = 'sql_features') THEN
        CREATE TABLE has_features ();
    END IF;
    IF EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE n.nspname = 'information_schema' AND c.relname = 'columns') THEN
        CREATE TABLE has_columns ();
    END IF;
    IF EXISTS (SELECT FROM pg_constraint WHERE conname = 'yes_or_no_check') THEN
        CREATE TABLE has_check ();
    END IF;
    IF EXISTS (SELECT FROM pg_class WHERE relname LIKE 'told%' AND relkind = 'i') THEN
        CREATE TABLE has_index ();
    END IF;
    IF EXISTS (SELECT FROM pg_indexes WHERE indexname LIKE '%_told') THEN
        CREATE TABLE has_told ();
    END IF;
END
$$;
DROP TABLE has_features, has_columns, has_check;
CREATE TABLE has_index ();
CREATE TABLE has_told ();

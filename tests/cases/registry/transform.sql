-- case: a transform is of a type and a language, and goes with its function
CREATE TRANSFORM FOR int LANGUAGE sql (
    FROM SQL WITH FUNCTION varchar_support(internal),
    TO SQL WITH FUNCTION int4recv(internal)
);
CREATE OR REPLACE TRANSFORM FOR int LANGUAGE sql (TO SQL WITH FUNCTION int4recv(internal));
COMMENT ON TRANSFORM FOR int LANGUAGE sql IS 'as it comes';
DROP TRANSFORM FOR int LANGUAGE sql;
DROP TRANSFORM IF EXISTS FOR int LANGUAGE sql CASCADE;

-- case: An IF of a block has no END IF
-- covers: do/do
-- error: 42601
DO $$
BEGIN
  IF true THEN
    CREATE TABLE a ();
END
$$;

-- case: A publication that a block may have made is not refused
CREATE TABLE orders (id int PRIMARY KEY, total int, note text);
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_publication WHERE pubname = 'feed') THEN
        CREATE PUBLICATION feed FOR TABLE orders;
    END IF;
END $$;
ALTER PUBLICATION feed SET TABLE orders;
DROP PUBLICATION feed;

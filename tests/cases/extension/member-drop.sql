-- case: A member is not dropped alone
-- covers: drop-type/drop
-- error: 2BP01
CREATE EXTENSION citext;
DROP TYPE citext;

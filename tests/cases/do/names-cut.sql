-- case: Names in strings are cut where PostgreSQL cuts them
-- covers: do/do
CREATE TABLE a_name_that_is_a_good_deal_longer_than_what_postgresql_keeps_of_it (a int);
DO $$
BEGIN
    IF to_regclass('public.a_name_that_is_a_good_deal_longer_than_what_postgresql_keeps_of_it') IS NOT NULL THEN
        CREATE TABLE found (a int);
    END IF;
    IF to_regclass('"a_name_that_is_a_good_deal_longer_than_what_postgresql_keeps_of_them_all"') IS NOT NULL THEN
        CREATE TABLE found_as_well (a int);
    END IF;
END $$;

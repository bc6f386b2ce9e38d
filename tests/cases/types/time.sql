-- case: Times with their precisions
-- covers: create-table/column
CREATE TABLE t (
    a timestamp, b timestamp(3), c timestamp without time zone, d timestamp(0) with time zone, e timestamptz, f timestamptz(6),
    g time, h time(2) without time zone, i time with time zone, j timetz(3), k date, l interval, m interval(3), n interval day,
    o interval year to month, p interval day to second(2), q interval hour to minute, r interval second(0)
);

-- case: Words of dates with signs around them, which the server passes over
-- covers: create-table/default
CREATE TABLE told (
    a date DEFAULT 'now()',
    b date DEFAULT ' (now) ',
    c date DEFAULT 'today,',
    d timestamp DEFAULT '{epoch}',
    e date DEFAULT '-infinity',
    f date DEFAULT 'TODAY()'
);

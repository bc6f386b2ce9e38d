-- case: commands of the session leave the catalog alone
PREPARE one (int) AS SELECT $1;
EXECUTE one (1);
DEALLOCATE one;
DEALLOCATE ALL;
LISTEN bills;
NOTIFY bills, 'paid';
UNLISTEN bills;
UNLISTEN *;
LOAD 'plpgsql';
SHOW server_version;
SHOW ALL;
CREATE TABLE bills (id int);

SELECT 'not run in a new database';

--!include f.sql
SELECT 1;

--! Message: no hashes

SELECT 1;

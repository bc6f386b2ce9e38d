-- atlas:txmode all
-- atlas:delimiter \n\n

SELECT 1;

-- case: DROP of a subscription that is not there
-- error: 42704
DROP SUBSCRIPTION sub;

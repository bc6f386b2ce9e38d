SELECT 'for the others';

SELECT 'taken in by templates';

-- CreateIndex
CREATE INDEX CONCURRENTLY "User_mood_idx" ON "User"("mood") WHERE "mood" = 'MIDDLE';

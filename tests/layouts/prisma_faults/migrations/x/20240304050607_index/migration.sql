CREATE INDEX "User_age_idx" ON "User"("age");

;; The order.
(def migrations
  [{:name "0001" :fn (resource "app/sql/users.sql")}
   {:name "0002" :fn (resource "app/sql/orders.sql")}])

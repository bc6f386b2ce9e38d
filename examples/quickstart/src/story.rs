//! What an application does with its bindings.

use pgbindgen::postgres::Client;
use pgbindgen::sync::{Run, Session};
use pgbindgen::{Numeric, Patch};

use crate::db::OrderStatus;
use crate::db::customers::{Customer, CustomerConstraint, CustomerId, NewCustomer};
use crate::db::order_lines::{NewOrderLine, OrderLine};
use crate::db::orders::{NewOrder, Order, OrderConstraint, OrderPatch};
use crate::db::products::{NewProduct, Product};

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// Prints the heading of a step.
pub(crate) fn heading(text: &str) {
    println!("\n== {text}");
}

/// Prints a line of explanation.
pub(crate) fn say(text: &str) {
    println!("   {text}");
}

/// Prints a value as `Debug` shows it.
fn show(code: &str, value: &dyn std::fmt::Debug) {
    println!("   {code}\n     -> {value:?}");
}

pub(crate) fn tell(client: Client) -> Outcome {
    // A session keeps prepared statements; a bare client would do too.
    let mut session = Session::new(client);
    let customer = insert(&mut session)?;
    let order = order(&mut session, customer.id)?;
    pay(&mut session, &order)?;
    violate(&mut session, &customer, &order)
}

fn insert(session: &mut Session) -> Result<Customer, Box<dyn std::error::Error>> {
    heading("Insert");
    say(
        "An insert struct asks for what the database cannot fill in; the row comes back as stored.",
    );
    let new = NewCustomer::new("Ada".to_owned(), unique_email());
    let customer = session.fetch_one(Customer::insert(&new))?;
    show("Customer::insert(&NewCustomer::new(…))", &customer);
    say("`email` shows as ***: its COMMENT says @pii, so it never gets into a log by accident.");
    Ok(customer)
}

/// The example may run twice on a database that `DATABASE_URL` names, and an address is unique.
fn unique_email() -> String {
    format!(
        "ada.{}@example.org",
        pgbindgen::jiff::Timestamp::now().as_nanosecond()
    )
}

fn order(session: &mut Session, customer: CustomerId) -> Result<Order, Box<dyn std::error::Error>> {
    heading("Transaction");
    say(
        "Money is Numeric<10, 2>, as the column is: exact, and too many digits are an error here, not on the wire.",
    );
    let price: Numeric<10, 2> = "19.90".parse()?;
    show("\"19.90\".parse::<Numeric<10, 2>>()", &price);
    show(
        "\"19.905\".parse::<Numeric<10, 2>>()",
        &"19.905".parse::<Numeric<10, 2>>(),
    );

    let mut transaction = session.transaction()?;
    let sku = format!("KETTLE-{}", customer.0);
    let mut kettle = NewProduct::new(sku, "Kettle".to_owned(), price);
    kettle.in_stock = 5.into();
    let kettle = transaction.fetch_one(Product::insert(&kettle))?;
    let order = transaction.fetch_one(Order::insert(&NewOrder::new(customer)))?;
    let mut line = NewOrderLine::new(order.id, kettle.id, kettle.price);
    line.quantity = 2.into();
    let line = transaction.fetch_one(OrderLine::insert(&line))?;
    transaction.commit()?;
    show("OrderLine::insert(&line)", &line);
    say(
        "CustomerId, OrderId and ProductId are types of their own: one cannot stand in for another.",
    );
    Ok(order)
}

fn pay(session: &mut Session, order: &Order) -> Outcome {
    heading("Update and query");
    say("A patch names what changes: a column is kept, set or, where NULL is legal, set to NULL.");
    let patch = OrderPatch {
        status: Patch::Set(OrderStatus::Paid),
        paid_at: Patch::Set(Some(pgbindgen::jiff::Timestamp::now())),
        ..OrderPatch::default()
    };
    let paid = session.fetch_one(Order::patch(order.id, &patch))?;
    show(
        "Order::patch(id, &OrderPatch { status, paid_at, .. })",
        &paid.status,
    );

    say("Helpers exist where an index serves them: by primary key, unique key and foreign key.");
    let query = Order::by_customer_id(order.customer_id);
    show("Order::by_customer_id(id).sql()", &query.sql());
    let orders = session.fetch_all(query)?;
    show("fetch_all(…).len()", &orders.len());

    let lines = session.fetch_all(OrderLine::by_order_id(order.id))?;
    let mut total: Numeric<12, 2> = Numeric::ZERO;
    for line in &lines {
        let amount = line.unit_price.unscaled() * i128::from(line.quantity);
        total = total.try_add(Numeric::from_unscaled(amount)?)?;
    }
    show("the total of the order", &total);
    Ok(())
}

fn violate(session: &mut Session, customer: &Customer, order: &Order) -> Outcome {
    heading("A violated constraint is a variant");
    let mut again = NewCustomer::new("Grace".to_owned(), customer.email.clone());
    again.phone = Some("+44 20 7946 0000".to_owned());
    match session.fetch_one(Customer::insert(&again)) {
        Ok(_) => return Err("the address was taken, and the insert went through".into()),
        Err(error) => match CustomerConstraint::from_error(&error) {
            Some(CustomerConstraint::EmailKey) => {
                say("A second customer with the same address: CustomerConstraint::EmailKey.");
            }
            _ => return Err(error.into()),
        },
    }

    let unpaid = OrderPatch {
        paid_at: Patch::NULL,
        ..OrderPatch::default()
    };
    match session.fetch_one(Order::patch(order.id, &unpaid)) {
        Ok(_) => return Err("a paid order without a date went through".into()),
        Err(error) => match OrderConstraint::from_error(&error) {
            Some(constraint) => {
                say("A paid order whose date is taken away:");
                show("OrderConstraint::from_error(&error)", &constraint);
            }
            None => return Err(error.into()),
        },
    }
    say("The match is exhaustive but for future constraints, so a renamed one is a compile error.");
    Ok(())
}

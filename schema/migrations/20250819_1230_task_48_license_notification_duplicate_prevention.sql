-- revision: 20250819_1230_task_48_license_notification_duplicate_prevention
-- down_revision: 20250819_1200_task_46_payment_provider
-- labels: licensing, notifications
--
-- At most one notification per license, days before expiry and channel.

-- +up
CREATE TABLE license_notifications (
    id bigint GENERATED ALWAYS AS IDENTITY,
    license_id bigint NOT NULL,
    days_before_expiry smallint NOT NULL,
    channel notification_channel NOT NULL,
    delivery_id bigint,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT license_notifications_pkey PRIMARY KEY (id),
    CONSTRAINT license_notifications_license_id_days_before_expiry_channel_key
        UNIQUE (license_id, days_before_expiry, channel),
    CONSTRAINT license_notifications_delivery_id_key UNIQUE (delivery_id),
    CONSTRAINT license_notifications_license_id_fkey FOREIGN KEY (license_id)
        REFERENCES licenses (id) ON DELETE CASCADE,
    CONSTRAINT license_notifications_delivery_id_fkey FOREIGN KEY (delivery_id)
        REFERENCES notification_deliveries (id) ON DELETE SET NULL,
    CONSTRAINT license_notifications_days_before_expiry_check CHECK (days_before_expiry BETWEEN 0 AND 365)
);
COMMENT ON TABLE license_notifications IS 'Claims the right to tell a customer that a license runs out; two schedulers cannot both claim it.';
COMMENT ON COLUMN license_notifications.days_before_expiry IS 'The reminder step, for example 30, 7, 1; 0 on the day itself.';
COMMENT ON COLUMN license_notifications.delivery_id IS 'The message; NULL between the claim and its scheduling.';

-- +down
DROP TABLE license_notifications;

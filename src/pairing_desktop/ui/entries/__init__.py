"""What hangs on records: people sent, stages, sales channels, admission policies, notes."""

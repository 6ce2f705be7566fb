"""Addresses out of the facts."""

from PySide6.QtWidgets import QWidget


def show_address(address: str, below: QWidget) -> None:
    """Show an address whole, and open it in the browser if that is wanted."""
    from pairing_desktop.ui.dialogs.address import AddressDialog

    AddressDialog(address, below.window()).open()

"""What depends on a figure: the standard charts that draw its indicator."""

CHARTED: dict[str, tuple[str, ...]] = {
    "installed_capacity": ("capacity",), "monthly_generation": ("generation",), "expected_generation": ("generation",),
    "fulfilment_rate": ("generation",), "investment": ("investment",), "partner_provinces": ("partners",),
    "partner_cities": ("partners",), "partner_counties": ("partners",),
}

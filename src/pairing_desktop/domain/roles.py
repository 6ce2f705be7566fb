"""How both languages say the roles companies play in projects.  A role that is not listed is shown as it stands."""

from pairing_desktop.domain.language import Language

ROLES: dict[str, tuple[str, str]] = {
    "EPC contractor": ("EPC contractor", "总承包方"),
    "builder": ("builder", "建设方"),
    "builder and operator": ("builder and operator", "建设和运营方"),
    "buyer": ("buyer", "采购方"),
    "carrier": ("carrier", "承运方"),
    "conventional island builder": ("conventional island builder", "常规岛施工方"),
    "conventional island general contractor": ("conventional island general contractor", "常规岛总包方"),
    "coordinator": ("coordinator", "协调方"),
    "developer": ("developer", "开发方"),
    "developer and owner": ("developer and owner", "开发方兼业主"),
    "first investor": ("first investor", "首位投资方"),
    "first technology supplier": ("first technology supplier", "首个技术提供方"),
    "funder": ("funder", "出资方"),
    "heat transfer and storage contractor": ("heat transfer and storage contractor", "传热储热承包方"),
    "heliostat manufacturer": ("heliostat manufacturer", "定日镜制造方"),
    "investment promotion partner": ("investment promotion partner", "招商伙伴"),
    "investor": ("investor", "投资方"),
    "later investor": ("later investor", "后续投资方"),
    "lender": ("lender", "贷款方"),
    "mirror manufacturer": ("mirror manufacturer", "反射镜制造方"),
    "module supplier": ("module supplier", "组件供应方"),
    "module supplier (80 MW)": ("module supplier (80 MW)", "组件供应方（80兆瓦）"),
    "operator": ("operator", "运营方"),
    "owner": ("owner", "业主"),
    "owner and developer": ("owner and developer", "业主兼开发方"),
    "parent park": ("parent park", "所属园区"),
    "plant company": ("plant company", "项目公司"),
    "power buyer": ("power buyer", "购电方"),
    "project company": ("project company", "项目公司"),
    "receiver manufacturer": ("receiver manufacturer", "吸热器制造方"),
    "sodium nitrate supplier": ("sodium nitrate supplier", "硝酸钠供应方"),
    "solar field contractor": ("solar field contractor", "镜场承包方"),
    "technology owner": ("technology owner", "技术所有方"),
    "tenant": ("tenant", "租用方"),
    "turnkey contractor": ("turnkey contractor", "交钥匙承包方"),
    "user": ("user", "使用方"),
}


def role_word(role: str, language: Language) -> str:
    """How `language` says this role of a company in a project."""
    english, chinese = ROLES.get(role, (role, role))
    return chinese if language.is_chinese else english

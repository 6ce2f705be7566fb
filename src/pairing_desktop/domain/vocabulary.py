"""Code lists: the codes that records carry and how both languages say them.

A list is *open* when staff may write a value that is not in it (an industry, a unit): such a value is shown as it
stands.  Closed lists are also CHECK constraints of the schema (`db/migrations`); a test keeps both alike.
"""

from pairing_desktop.domain.language import Language
from pairing_desktop.domain.roles import ROLES

Labels = dict[str, tuple[str, str]]

INDUSTRY: Labels = {
    "solar thermal": ("Solar thermal", "光热"),
    "photovoltaic": ("Photovoltaic", "光伏"),
    "solar hybrid": ("Solar hybrid", "光热光伏互补"),
    "wind": ("Wind", "风电"),
    "hydrogen": ("Hydrogen", "氢能"),
    "polysilicon": ("Polysilicon", "多晶硅"),
    "photovoltaic manufacturing": ("Photovoltaic manufacturing", "光伏制造"),
    "salt chemistry": ("Salt chemistry", "盐化工"),
    "pairing assistance": ("Pairing assistance", "对口支援"),
    "astronomy": ("Astronomy", "天文"),
    "agriculture": ("Agriculture", "农牧业"),
    "culture": ("Culture", "文化"),
    "tourism": ("Tourism", "旅游"),
    "transport": ("Transport", "交通"),
    "trade promotion": ("Trade promotion", "经贸推介"),
    "science park": ("Science park", "科技园"),
    "e-commerce": ("E-commerce", "电子商务"),
    "housing": ("Housing", "住房"),
    "education": ("Education", "教育"),
    "industrial park": ("Industrial park", "产业园"),
    "power": ("Power", "电力"),
    "photovoltaics": ("Photovoltaics", "光伏产业"),
    "solar thermal power": ("Solar thermal power", "光热发电"),
    "engineering": ("Engineering", "工程"),
    "solar thermal equipment": ("Solar thermal equipment", "光热装备"),
    "vehicles": ("Vehicles", "汽车"),
    "wind power": ("Wind power", "风力发电"),
    "technology and energy": ("Technology and energy", "科技与能源"),
    "polysilicon and solar energy": ("Polysilicon and solar energy", "多晶硅与太阳能"),
    "finance": ("Finance", "金融"),
    "glass": ("Glass", "玻璃"),
    "salt chemicals": ("Salt chemicals", "盐化产品"),
    "grid": ("Grid", "电网"),
    "rolling stock and energy": ("Rolling stock and energy", "轨道装备与能源"),
    "power and hydrogen": ("Power and hydrogen", "电力与氢能"),
    "wind and hydrogen": ("Wind and hydrogen", "风电与氢能"),
    "gas and silicon": ("Gas and silicon", "气体与硅"),
    "air transport": ("Air transport", "航空运输"),
    "retail": ("Retail", "零售"),
    "food": ("Food", "食品"),
    "electronics": ("Electronics", "电子"),
    "business association": ("Business association", "商会协会"),
    "health": ("Health", "医疗卫生"),
    "soda ash": ("Soda ash", "纯碱"),
}
PROJECT_KIND: Labels = {
    "programme": ("Programme", "计划"),
    "platform": ("Platform", "平台"),
    "power_plant": ("Power plant", "电站"),
    "factory": ("Factory", "工厂"),
    "telescope": ("Telescope", "望远镜"),
    "relocation": ("Relocation", "搬迁"),
    "infrastructure": ("Infrastructure", "基础设施"),
    "housing": ("Housing", "住房"),
    "social": ("Social facility", "社会事业"),
    "tourism": ("Tourism", "旅游"),
    "agriculture": ("Agriculture", "农牧业"),
    "industrial_zone": ("Industrial zone", "工业园区"),
}
PROJECT_STATUS: Labels = {
    "active": ("Active", "进行中"),
    "operating": ("Operating", "运行"),
    "under_construction": ("Under construction", "在建"),
    "planned": ("Planned", "规划"),
    "signed": ("Signed", "已签约"),
    "halted": ("Halted", "已停止"),
    "completed": ("Completed", "已完成"),
    "unknown": ("Unknown", "不详"),
}
STAGE: Labels = {
    "identified": ("Identified", "已摸排"),
    "matched": ("Matched", "已对接"),
    "signed": ("Signed", "已签约"),
    "under_construction": ("Under construction", "在建"),
    "operating": ("Operating", "运营"),
    "ended": ("Ended", "已结束"),
    "cancelled": ("Cancelled", "已取消"),
}
DIRECTION: Labels = {
    "to_delingha": ("To Delingha", "援德令哈"),
    "to_hangzhou": ("To Hangzhou", "到杭州"),
    "both_ways": ("Both ways", "双向"),
}
COMPANY_KIND: Labels = {
    "company": ("Company", "公司"),
    "subsidiary": ("Subsidiary", "子公司"),
    "state_group": ("State group", "国有集团"),
    "brand": ("Brand", "品牌"),
    "bank": ("Bank", "银行"),
    "institute": ("Institute", "科研院所"),
    "association": ("Association", "协会"),
    "government_body": ("Government body", "政府机构"),
}
PLACE_KIND: Labels = {
    "country": ("Country", "国家"),
    "province": ("Province", "省"),
    "prefecture": ("Prefecture", "州"),
    "city": ("City", "市"),
    "county": ("County", "县"),
    "district": ("District", "区"),
    "town": ("Town", "镇"),
    "region": ("Region", "地区"),
    "zone": ("Zone", "园区"),
    "lake": ("Lake", "湖泊"),
    "river": ("River", "河流"),
    "mountain": ("Mountain", "山"),
    "scenic_area": ("Scenic area", "景区"),
    "site": ("Site", "场址"),
    "observatory": ("Observatory", "天文台"),
}
EVENT_KIND: Labels = {
    "policy": ("Policy", "政策"),
    "programme": ("Programme", "对口支援"),
    "agreement": ("Agreement", "签约"),
    "visit": ("Visit", "互访"),
    "market": ("Market", "展销"),
    "publication": ("Publication", "发布"),
    "establishment": ("Establishment", "设立"),
    "investment": ("Investment", "投资"),
    "construction": ("Construction", "建设"),
    "commissioning": ("Commissioning", "投产"),
    "record": ("Record", "纪录"),
    "outage": ("Outage", "停机"),
    "disaster": ("Disaster", "灾害"),
    "transport": ("Transport", "交通"),
    "education": ("Education", "教育"),
    "agriculture": ("Agriculture", "农牧业"),
    "tourism": ("Tourism", "旅游"),
    "astronomy": ("Astronomy", "天文"),
}
SOURCE_KIND: Labels = {
    "news": ("News", "新闻"),
    "company": ("Company", "企业"),
    "government": ("Government", "政府"),
    "research": ("Research", "研究"),
    "encyclopedia": ("Encyclopedia", "百科"),
}
SOURCE_LANGUAGE: Labels = {
    "en": ("English", "英文"),
    "zh": ("Chinese", "中文"),
    "es": ("Spanish", "西班牙文"),
    "ru": ("Russian", "俄文"),
}
QUALIFIER: Labels = {
    "exact": ("exact", "准确"),
    "more than": ("more than", "超过"),
    "about": ("about", "约"),
    "up to": ("up to", "不超过"),
    "at least": ("at least", "至少"),
}
NATURE: Labels = {
    "actual": ("Actual", "实际"),
    "planned": ("Planned", "计划"),
    "design": ("Design", "设计"),
    "estimate": ("Estimate", "估计"),
}
ASSESSMENT: Labels = {
    "accepted": ("Accepted", "认可"),
    "unverified": ("Unverified", "未核实"),
    "disputed": ("Disputed", "有争议"),
    "implausible": ("Implausible", "不合理"),
}
RANK: Labels = {
    "preferred": ("Preferred", "首选"),
    "normal": ("Normal", "一般"),
    "deprecated": ("Deprecated", "不采用"),
}
PRECISION: Labels = {
    "day": ("Day", "日"),
    "month": ("Month", "月"),
    "quarter": ("Quarter", "季度"),
    "half": ("Half-year", "半年"),
    "year": ("Year", "年"),
    "decade": ("Decade", "年代"),
    "unknown": ("Not stated", "未注明"),
}
FLOW: Labels = {
    "stock": ("At a moment or in all", "存量"),
    "flow": ("In a period", "流量"),
}
DIMENSION: Labels = {
    "count": ("Number", "数量"),
    "money": ("Money", "金额"),
    "energy": ("Energy", "能量"),
    "power": ("Power", "功率"),
    "mass": ("Weight", "质量"),
    "mass flow": ("Weight in a time", "质量流量"),
    "volume flow": ("Volume in a time", "体积流量"),
    "length": ("Length", "长度"),
    "area": ("Area", "面积"),
    "duration": ("Duration", "时长"),
    "ratio": ("Share", "比率"),
    "price": ("Price", "单价"),
    "irradiation": ("Irradiation", "辐照量"),
    "angle": ("Angle", "角度"),
    "date": ("Date", "日期"),
    "text": ("Told in words", "文字表述"),
}
SUBJECT_KIND: Labels = {
    "project": ("Project", "项目"),
    "company": ("Company", "企业"),
    "place": ("Place", "地点"),
}
RECORD_KIND: Labels = {
    **SUBJECT_KIND,
    "event": ("Event", "事件"),
    "source": ("Source", "来源"),
}
POSTING_ROLE: Labels = {
    "official": ("Official", "干部"),
    "doctor": ("Doctor", "医生"),
    "teacher": ("Teacher", "教师"),
    "technician": ("Technician", "技术人员"),
    "student": ("Student", "学生"),
    "volunteer": ("Volunteer", "志愿者"),
    "other": ("Other", "其他"),
}
CHANNEL_KIND: Labels = {
    "shop": ("Shop", "门店"),
    "platform": ("Online platform", "电商平台"),
    "fair": ("Fair", "展销会"),
    "group": ("Group purchase", "团购"),
    "canteen": ("Canteen", "食堂"),
    "wholesale": ("Wholesale", "批发"),
    "other": ("Other", "其他"),
}
ADMISSION_POLICY: Labels = {
    "free": ("Free", "免费"),
    "reduced": ("Reduced", "优惠"),
    "full": ("Full price", "全价"),
    "closed": ("Closed", "不开放"),
}
ATTACHMENT_TYPE: Labels = {
    "pdf": ("PDF", "PDF"),
    "png": ("PNG picture", "PNG图片"),
    "jpeg": ("JPEG picture", "JPEG图片"),
    "text": ("Text", "文本"),
    "document": ("Word document", "Word文档"),
    "spreadsheet": ("Spreadsheet", "电子表格"),
    "other": ("Other file", "其他文件"),
}
UNIT: Labels = {
    "CNY": ("yuan", "元"),
    "USD": ("dollars", "美元"),
    "kWh": ("kWh", "千瓦时"),
    "MWh": ("MWh", "兆瓦时"),
    "MW": ("MW", "兆瓦"),
    "%": ("%", "%"),
    "m": ("m", "米"),
    "km": ("km", "公里"),
    "um": ("µm", "微米"),
    "m2": ("m²", "平方米"),
    "km2": ("km²", "平方公里"),
    "ha": ("ha", "公顷"),
    "mu": ("mu", "亩"),
    "t": ("t", "吨"),
    "t/yr": ("t a year", "吨/年"),
    "kg/d": ("kg a day", "千克/日"),
    "Nm3/h": ("Nm³/h", "标方/时"),
    "kWh/m2": ("kWh/m²", "千瓦时/平方米"),
    "MJ/m2": ("MJ/m²", "兆焦/平方米"),
    "CNY/kWh": ("yuan/kWh", "元/千瓦时"),
    "CNY/USD": ("yuan per dollar", "元/美元"),
    "h": ("h", "小时"),
    "h/yr": ("h a year", "小时/年"),
    "day": ("days", "天"),
    "year": ("", "年"),
    "degree": ("°", "°"),
    "person": ("people", "人"),
    "person-time": ("visits", "人次"),
    "visit": ("visits", "人次"),
    "project": ("projects", "个"),
    "event": ("events", "个"),
    "company": ("companies", "家"),
    "agreement": ("agreements", "项"),
    "batch": ("batches", "批"),
    "item": ("items", "项"),
    "plant": ("plants", "株"),
    "flight": ("flights", "班"),
    "household": ("households", "户"),
    "job": ("jobs", "个"),
    "unit": ("units", "个"),
    "units": ("units", "套"),
    "students": ("students", "名学生"),
    "province": ("provinces", "个省"),
    "city": ("cities", "个市州"),
    "county": ("counties", "个县"),
}

ALIAS_KIND: Labels = {
    "former": ("Former name", "曾用名"),
    "short": ("Short form", "简称"),
    "other": ("Other name", "别名"),
    "misspelling": ("Misspelling", "误写"),
}

LISTS: dict[str, Labels] = {
    "industry": INDUSTRY,
    "project_kind": PROJECT_KIND,
    "project_status": PROJECT_STATUS,
    "stage": STAGE,
    "direction": DIRECTION,
    "company_kind": COMPANY_KIND,
    "place_kind": PLACE_KIND,
    "event_kind": EVENT_KIND,
    "source_kind": SOURCE_KIND,
    "source_language": SOURCE_LANGUAGE,
    "qualifier": QUALIFIER,
    "nature": NATURE,
    "assessment": ASSESSMENT,
    "rank": RANK,
    "precision": PRECISION,
    "flow": FLOW,
    "dimension": DIMENSION,
    "subject_kind": SUBJECT_KIND,
    "record_kind": RECORD_KIND,
    "posting_role": POSTING_ROLE,
    "channel_kind": CHANNEL_KIND,
    "admission_policy": ADMISSION_POLICY,
    "attachment_type": ATTACHMENT_TYPE,
    "unit": UNIT,
    "role": ROLES,
    "alias_kind": ALIAS_KIND,
}
OPEN_LISTS = frozenset({"industry", "unit", "posting_role", "channel_kind", "role"})


def label(list_name: str, code: str, language: Language) -> str:
    """How `language` says this code; a code that is not in the list is shown as it stands."""
    english, chinese = LISTS[list_name].get(code, (code, code))
    return chinese if language.is_chinese else english

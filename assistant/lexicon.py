"""General words of Korean administration: what a person says and what a document prints.

Nothing here names a programme or a document. Each group holds words that may stand for each other when a
question is matched with labels; the English list brings common terms of the trade into Korean.
"""

from __future__ import annotations

GROUPS: tuple[tuple[str, ...], ...] = (
    ("예산", "사업비", "소요예산", "예산액", "금액", "비용", "돈", "재정", "경비", "예산계획", "소요액"),
    ("총사업비", "총예산", "사업비", "예산"),
    ("당초예산", "본예산"),
    ("집행액", "집행", "지출액", "지출", "원인행위액", "쓴"),
    ("집행률", "집행비율", "집행율", "소진율"),
    ("지원금액", "지원액", "지원금", "보조금", "지원비"),
    ("출자", "투자", "출연"),
    ("정원", "자리"),
    ("현원", "근무인원", "근무"),
    ("인원", "인원수", "사람", "명", "참여자", "참가자", "분"),
    ("교사", "교원", "선생님", "선생", "쌤", "샘"),
    ("강사", "교수자"),
    ("학생", "수강생", "아이", "아동"),
    ("신청자", "지원자", "응모자", "신청"),
    ("인공지능", "ai", "에이아이"),
    ("소프트웨어", "sw"),
    ("특교", "특별교부금", "특별교부"),
    ("국고보조금", "국고", "국비"),
    ("자체", "자체예산"),
    ("시자치구", "자치구", "구청"),
    ("비율", "비중", "퍼센트", "프로", "퍼", "률", "율"),
    ("이행률", "이행율", "달성률", "달성율"),
    ("목표", "물량", "계획", "추진목표"),
    ("실적", "성과", "추진실적", "결과"),
    ("설치", "구축", "조성", "설립", "건립", "신설", "마련", "개설"),
    ("건립", "짓", "지어", "세우", "신축"),
    ("확대", "늘리", "넓히", "증가", "늘"),
    ("축소", "줄이", "줄", "감소", "감액"),
    ("증액", "증가액", "늘"),
    ("개소", "개관", "개원", "개통", "개시"),
    ("시작", "착수", "개시"),
    ("시기", "일시", "날짜", "일자", "기간", "일정", "때"),
    ("이용", "활용", "사용", "쓰"),
    ("이용료", "사용료", "구독료", "요금"),
    ("가입", "회원", "등록"),
    ("가결", "의결", "통과"),
    ("발의", "제안", "제출"),
    ("시행", "발효", "효력"),
    ("웹사이트", "홈페이지", "누리집", "사이트", "주소"),
    ("교육청", "시도교육청"),
    ("초등학교", "초등", "초"),
    ("중학교", "중등", "중"),
    ("고등학교", "고등", "고교", "고"),
    ("특수학교", "특수"),
    ("유치원", "유아"),
    ("학교", "교", "개교"),
    ("회사", "기업", "업체", "개사"),
    ("담당", "담당자", "소관", "맡"),
    ("책임자", "연구책임자", "맡"),
    ("대상", "대상자"),
    ("양성", "육성", "키우", "기르"),
    ("연수", "교육", "훈련"),
    ("연수", "직무연수", "배움"),
    ("대학생", "대학"),
    ("멘토", "길잡이"),
    ("포상", "시상", "상"),
    ("선발", "뽑", "모집"),
    ("심의", "심사", "검토"),
    ("위원", "의원"),
    ("특별위원회", "특위"),
    ("위원회", "위원"),
    ("조례안", "조례"),
    ("공약", "약속"),
    ("플랫폼", "시스템"),
    ("시스템", "전산망", "체계"),
    ("컴퓨터", "pc", "기기", "단말기"),
    ("교체", "바꾸"),
    ("노후", "낡"),
    ("면적", "넓이", "크기"),
    ("위치", "소재지", "부지", "장소"),
    ("비전", "미래상"),
    ("협약", "업무협약", "mou", "약속문서"),
    ("자치구", "구청", "구"),
    ("이관", "넘어가", "넘기", "이전"),
    ("상담", "문의"),
    ("전화", "유선", "통화"),
    ("설문조사", "설문", "조사"),
    ("수료", "이수", "마치"),
    ("추경", "추가경정예산", "추경예산", "추가경정"),
    ("디지털", "전자"),
    ("전자도서관", "온라인도서관"),
    ("도서", "책", "장서"),
    ("독서", "책읽기"),
    ("분담금", "분담", "몫"),
    ("독려", "권장"),
    ("수업", "강의"),
    ("온라인", "인터넷"),
    ("무선망", "와이파이", "무선"),
    ("배부", "배포", "보급", "나눠"),
    ("발간", "발행", "펴내"),
    ("한계", "문제점", "애로"),
    ("개선", "고치"),
    ("규제", "규제완화"),
    ("완료", "끝나", "마치", "종료"),
    ("연차별", "연도별"),
    ("분기별", "분기"),
    ("구성", "조직"),
)

ENGLISH: dict[str, tuple[str, ...]] = {
    "budget": ("예산", "사업비"), "cost": ("사업비", "비용"), "costs": ("사업비", "비용"), "total": ("합계", "총"),
    "execution": ("집행",), "rate": ("률", "비율"), "expenditure": ("지출액", "집행액"), "spent": ("집행액", "지출액"),
    "spending": ("지출액",), "obligation": ("원인행위액",), "appropriation": ("예산현액",), "original": ("본예산",),
    "supplementary": ("추경", "추가경정예산"), "school": ("학교",), "schools": ("학교",), "high": ("고등학교",),
    "middle": ("중학교",), "elementary": ("초등학교",), "kindergarten": ("유치원",), "special": ("특별", "특수"),
    "student": ("학생",), "students": ("학생",), "teacher": ("교사", "교원"), "teachers": ("교사", "교원"),
    "target": ("목표",), "targeted": ("목표",), "targets": ("목표",), "goal": ("목표",), "goals": ("목표",),
    "plan": ("계획",), "planned": ("계획",), "effect": ("시행",), "effective": ("시행",), "enforce": ("시행",),
    "committee": ("위원회", "특별위원회"), "council": ("의회", "시의회"), "member": ("위원",), "members": ("위원",),
    "press": ("보도자료",), "release": ("보도자료",), "ordinance": ("조례", "조례안"), "article": ("조",),
    "act": ("법", "기본법"), "law": ("법",), "beta": ("베타",), "service": ("서비스",), "platform": ("플랫폼",),
    "system": ("시스템",), "operating": ("운영",), "operation": ("운영",), "operate": ("운영",), "new": ("신규",),
    "company": ("기업",), "companies": ("기업",), "firms": ("기업",), "startups": ("창업기업",), "support": ("지원",),
    "joint": ("공동",), "research": ("연구",), "global": ("글로벌",), "international": ("국제",), "overseas": ("해외",),
    "university": ("대학",), "universities": ("대학",), "college": ("대학",), "education": ("교육",),
    "educational": ("교육",), "training": ("연수", "교육"), "course": ("과정",), "courses": ("과정",),
    "artificial": ("인공지능",), "intelligence": ("인공지능",), "ai": ("ai", "인공지능"), "software": ("소프트웨어",),
    "digital": ("디지털",), "data": ("데이터",), "device": ("기기",), "devices": ("기기",), "classroom": ("교실",),
    "class": ("학급", "수업"), "classes": ("학급", "수업"), "phone": ("전화",), "consultation": ("상담",),
    "consultations": ("상담",), "counselling": ("상담",), "call": ("콜",), "center": ("센터",), "centre": ("센터",),
    "office": ("실", "청", "교육청"), "bureau": ("국",), "division": ("과",), "department": ("부서", "과"),
    "lifelong": ("평생",), "policy": ("정책",), "task": ("과제",), "tasks": ("과제",), "vision": ("비전",),
    "project": ("사업",), "projects": ("사업",), "programme": ("프로그램", "사업"), "program": ("프로그램", "사업"),
    "participants": ("참여", "인원"), "participate": ("참여",), "participated": ("참여",), "number": ("수",),
    "fund": ("펀드", "기금"), "investment": ("투자",), "economic": ("경제",), "economy": ("경제",),
    "construction": ("건립", "구축"), "build": ("구축",), "built": ("구축",), "opening": ("개관",), "open": ("개관", "개시"),
    "mentor": ("멘토",), "mentors": ("멘토",), "mentoring": ("멘토링",), "subscriber": ("가입자",),
    "subscribers": ("가입자",), "users": ("이용자", "가입자"), "user": ("이용자",), "seoul": ("서울",),
    "metropolitan": ("서울특별시",), "government": ("정부",), "city": ("시",), "district": ("자치구",),
    "districts": ("자치구",), "equipment": ("장비", "기기"), "library": ("도서관",), "book": ("도서",),
    "books": ("도서",), "web": ("웹",), "website": ("웹사이트", "홈페이지"), "portal": ("포털",),
    "customized": ("맞춤형",), "personalized": ("맞춤형",), "teaching": ("교수",), "learning": ("학습",),
    "science": ("과학",), "math": ("수학",), "mathematics": ("수학",), "english": ("영어",), "language": ("언어",),
    "foreign": ("외국어",), "museum": ("과학관", "박물관"), "building": ("건물",), "area": ("면적",), "floor": ("면적",),
    "staff": ("직원", "인원"), "employees": ("직원", "임직원"), "quota": ("정원",), "quarter": ("분기",),
    "press-release": ("보도자료",), "survey": ("설문조사", "조사"), "citizens": ("시민",), "long-term": ("중장기",),
    "mid-to-long-term": ("중장기",), "basic": ("기본",), "ethics": ("윤리",), "guideline": ("가이드라인", "지침"),
    "guidelines": ("가이드라인", "지침"), "industry": ("산업",), "talent": ("인재",), "cloud": ("클라우드",),
    "server": ("서버",), "servers": ("서버",), "chatbot": ("챗봇",), "achievement": ("실적", "성과"),
    "performance": ("실적", "성과"), "problem": ("문제점",), "difficulty": ("애로",), "improvement": ("개선",),
    "agreement": ("협약",), "forum": ("포럼",), "conference": ("회의", "컨퍼런스"), "meeting": ("회의",),
    "grade": ("학년",), "textbook": ("교과서", "교재"), "career": ("진로",), "admission": ("진학", "입시"),
    "security": ("보안",), "network": ("망", "네트워크"), "wireless": ("무선",), "maintenance": ("유지관리", "유지보수"),
    "start": ("시작",), "scheduled": ("예정",), "period": ("기간",), "half": ("반기",), "first": ("상반기",),
    "second": ("하반기",), "item": ("항목",), "contents": ("콘텐츠",), "content": ("콘텐츠",),
}

ENGLISH_STOP = frozenset(
    "the a an of to in on for and or is are was were be been do does did how many much what which when who where why "
    "it its this that these those with by from at as under according set ask asked take took takes part handle handled "
    "get will would can could should about into through between per please tell me show list give name did has have "
    "had s such like partners linking there their them than then also not no any all four five three two one".split()
)

STOP = frozenset(
    "얼마 얼마나 몇 무엇 뭐 언제 어디 누구 어느 어떤 어떻게 왜 것 거 수 등 및 때 점 중 중에 가운데 대하 관하 위하 따르 대한 관한 "
    "알리 알려 말하 주 하 되 있 이 그 저 보 나오 나 들 해당 경우 정도 관련 자료 문서 기재 현황 이름 내용 부탁 궁금 지금 현재 "
    "각각 여기 거기 이번 해 년 년도 월 일 어떻 같 쪽 측 뿐 만큼 그것 이것 사항 데 바 줄 밖 그냥 진짜 대체 도대체 "
    "수치 값 숫자 답 질문 기준 다음 전체 모두 총 합계 총계 소계 계 전부 통틀 합하 합치 더하 차이 비교 비중 차지 비율 평균 가장 제일 최대 최소 "
    "대비 소수 첫째 둘째 자리 얘기 설명 확인 요약 정리 나타나 적히 쓰이 밝히 적 크 작 많 높 낮 좀 혹시 요 번 개 하나 여부".split()
)
"""Words that ask or operate; they steer the plan but need not stand in a label."""


MEASURES = frozenset(
    "예산 사업비 소요예산 예산액 금액 비용 돈 재정 경비 인원 인원수 사람 명 학교 교 학교수 건수 비율 비중 퍼센트 수량 규모 날짜 일자 시기 "
    "기간 일정 사업 공약 계획 자료 문서 총예산 총사업비".split()
)
"""Words that say what kind of number or thing is asked, not whose."""


def _build() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for group in GROUPS:
        for word in group:
            table.setdefault(word, set()).update(other for other in group if other != word)
    return {word: frozenset(others) for word, others in table.items()}


SYNONYMS: dict[str, frozenset[str]] = _build()

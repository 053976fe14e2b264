"""Words that stand in most guessed passwords, as `passwords` reads them: folded, without spaces."""

VIETNAMESE = """
    anhyeu anhyeuem bacgiang bacninh baomat bemat binhxet bimat canbo chaomung chibo chinhphu
    chinhquyen chutich congchuc congviec conyeu coquan cucai dangcongsan dangky dangnhap danang
    dautien diemso doimatkhau emyeu emyeuanh giadinh giamdoc giaoduc hanoi hanhphuc haiphong
    hochiminh hoidong hoilam khauhieu khenthuong khoi khongbiet khongco khongquen lamgico mai
    matkhau mothaiba namhoc ngansach nguoidung nguoiyeu noivu phapluat phogiamdoc quantri sogiao
    sonoivu saigon taikhoan thanhpho thanhtra thidua thiduakhenthuong thuky tinhoc tinhyeu toiyeu
    toiyeuvietnam trinhdien truonghoc trungtam ubnd uyban vanhoa vanphong vietnam vietnamvodich
    xahoi xinchao xinloi yeuem yeuanh mot hai bon nam sau bay tam chin muoi thang ngay quy
    ba me con bo toi yeu thuhai thuba thutu thunam thusau thubay chunhat tet zalo
"""
ENGLISH = """
    abc access account admin administrator alexander amanda angel apple autumn baby banana barcelona
    baseball basketball batman beautiful blink bubbles butterfly changeme charlie cheese chelsea
    chocolate christmas computer cookie cowboys daniel default demo diamond dolphin dragon eagles
    eight elephant england family fender five flower football forever four freedom friend friends
    fuckyou gateway ginger golfer google guest guitar hannah happy hardcore harley hello hockey
    home honda house hunter iloveyou internet jackson jennifer jessica jesus john jordan justin
    killer kitty letmein liverpool login london love lovely mail manager manchester marlboro
    master matrix matthew merlin metallica michael michelle microsoft monday money monkey monster
    mother mustang naruto newcastle nine ninja number office one orange pass passcode passphrase
    passw password pepper phoenix please pokemon power princess private purple qwerty rainbow
    rangers richard robert root samsung sandman secret security server seven shadow simple six
    slipknot snoopy soccer spider spring stars starwars steelers strawberry student success summer
    sunday sunflower sunshine super superman superstar sweet system taylor temp temporary test
    thank the thomas three thunder tiger tigger toyota trust trustno two unlock user username
    victoria war water welcome whatever william windows winner winter wizard world yankees year
    yellow you zero zxcvbn yahoo facebook gmail outlook
"""
ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qazwsxedcrfvtgbyhnujmikolp",
    "zaqxswcdevfrbgtnhymju",
)
"""The alphabet, and the rows and columns of the keyboard: fingers run along them either way."""
WORDS = frozenset((VIETNAMESE + ENGLISH).split())

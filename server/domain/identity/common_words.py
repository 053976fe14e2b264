"""Words that stand in most guessed passwords, as `passwords` reads them: folded, without spaces."""

VIETNAMESE = """
    anhhung anhyeeu anhyeeuem anhyeu anhyeuem ba bacgiang bacninh baomat bay bemat bimat
    bimatquocgia binhxet bo bon canbo chaomung chibo chin chinhphu chinhquyen chucmung chungta
    chunhat chutich cogang con conduong congchua congchuc congviec conheo conyeu coquan cucai
    dacbiet danang dangcongsan dangky dangnhap dautien deptrai diemso doclaptudo doilanhuthe
    doimatkhau embe emlacuaanh emyeeu emyeeuanh emyeu emyeuanh gaixinh giadinh giamdoc giaoduc
    giaovien hai haiduong haiphong hanhphuc hanoi hoabinh hoangsa hoangtu hochiminh hocsinh hoctap
    hoidong hoilam khauhieu khenthuong khoi khongbiet khongco khongcogi khongnoi khongquen lamgico
    lamviec maajtkhaaur maatkhaau maatkhaaur mai maimai maiyeu maiyeuem matkhaau matkhaaur matkhau
    matkhauday matkhaumoi mayman me mot mothaiba mottinhyeu muoi nam namhoc ngansach ngay nguoidung
    nguoiyeu nguyenvan noivu phapluat phogiamdoc quantri quehuong quy quyetthang saigon sau sinhnhat
    sinhvien sogiao sonoivu taikhoan tam tet thang thanhcong thanhnien thanhpho thanhtra thiddua
    thidua thiduakhenthuong thienthan thuba thubay thuhai thuky thunam thusau thutu tieuhoc tinhanh
    tinhban tinhoc tinhyeu toi toilaai toiladay toiyeu toiyeuvietnam tooiyeeu trinhdien trungtam
    trungthanh truonghoc truongsa tuoitre tuonglai ubnd uocmo uyban vanhoa vanphong vieejtnam
    vieetjnam vieetnam vietnam vietnamvodich vinhphuc vuive xahoi xinchao xinhdep xinloi xuanha
    yeeuanh yeeuem yeu yeuanh yeuem yeunhau yeuthuong zalo
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

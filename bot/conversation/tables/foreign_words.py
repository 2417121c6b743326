# ruff: noqa: E501 - one entry a line: a broken one cannot be reviewed
"""Languages that no client is served in: their commonest words about paying, and the letters that languages write with.

A reply in one of them is named and goes to a person. Words are folded when they are read.
"""

from __future__ import annotations

FOREIGN_WORDS: dict[str, str] = {
    "sv": """jag har redan betalat betalar betala betald tack hej och inte är det på för så mycket fel nummer imorgon idag igår fredag måndag faktura fakturan
        räkning räkningen vem varför sluta ja nej nästa vecka pengar lön kan inte ni du mig er den här hur kontot också""",
    "da": """jeg har allerede betalt betaler betale tak hej og ikke er det på for så meget forkert nummer i morgen dag går fredag mandag faktura fakturaen
        regning regningen hvem hvorfor stop ja nej næste uge penge løn kan ikke du mig jer den her hvordan kontoen også""",
    "no": """jeg har allerede betalt betaler betale takk hei og ikke er det på for så mye feil nummer i morgen dag går fredag mandag faktura fakturaen
        regning regningen hvem hvorfor stopp ja nei neste uke penger lønn kan ikke du meg dere den her hvordan kontoen også""",
    "fi": """minä olen jo maksoin maksan maksettu maksanut kiitos hei ja ei on se en laskun lasku viime viikolla ensi viikko huomenna tänään eilen perjantaina
        maanantaina väärä numero kuka miksi lopeta kyllä rahaa palkka voi voinko mutta tämä paljon soittakaa tilille""",
    "cs": """už jsem zaplatil zaplatila zaplatím zaplaceno platím děkuji díky dobrý den a ne je to na v pátek pondělí zítra dnes včera faktura fakturu účet číslo
        špatné omyl kdo proč prosím ano příští týden peníze výplata nemám mám co jak minulý prosim dekuji uz""",
    "sk": """už som zaplatil zaplatila zaplatím zaplatené platím ďakujem vďaka dobrý deň a nie je to na v piatok pondelok zajtra dnes včera faktúra faktúru účet
        číslo zlé omyl kto prečo prosím áno budúci týždeň peniaze výplata nemám mám čo ako minulý uz dakujem""",
    "hu": """már kifizettem befizettem fizetek fizetem fizettem köszönöm köszi szépen jó napot és nem van ez a az pénteken hétfőn holnap ma tegnap számla számlát
        rossz téves szám ki miért kérem igen jövő héten pénz fizetés nincs mit hogyan múlt utaltam""",
    "ro": """am plătit deja plătesc platit platesc plati mulțumesc multumesc bună ziua și nu este e la vineri luni mâine maine azi ieri factura facturii greșit gresit
        număr cine de ce vă rog da săptămâna saptamana viitoare trecută trecuta bani salariu sunt eu ați cum pe contul""",
    "tr": """ben ödedim odedim ödeyeceğim odeyecegim ödeme odeme yaptım yaptim teşekkürler tesekkurler teşekkür ederim merhaba ve değil bu bir için cuma pazartesi
        yarın yarin bugün bugun dün dun fatura faturayı faturayi yanlış yanlis numara kim neden lütfen lutfen evet hayır hayir hafta geçen gelecek para maaş zaten var yok""",
    "ca": """ja ho he pagat vaig pagar pagaré gràcies gracies bon dia i no és la el els amb per divendres dilluns demà dema avui ahir factura equivocat número
        qui sisplau si us plau setmana passada vinent diners banc tinc què com això aquest aquesta molt moltes meu meva""",
    "hr": """već vec sam platio platila platit ću plaćeno hvala dobar dan i ne je to u petak ponedjeljak sutra danas jučer jucer račun racun broj pogrešan pogresan
        krivi tko ko zašto molim da sljedeći tjedan prošli novac novca plata plaća nemam imam što kako""",
    "sl": """sem že plačal plačala bom hvala dober dan in ne je to v petek ponedeljek jutri danes včeraj račun številka napačna kdo zakaj prosim da naslednji teden denar""",
    "vi": """tôi đã thanh toán trả tiền rồi cảm ơn không có là hôm qua nay ngày mai thứ sáu hóa đơn sai số ai tại sao vâng tuần sau trước sẽ em anh chị cho""",
    "id": """saya sudah bayar membayar dibayar terima kasih banyak tidak bukan ini itu hari jumat senin besok kemarin tagihan salah nomor siapa kenapa tolong ya minggu
        lalu depan uang gaji akan belum dan yang kapan pak bu""",
    "tl": """ako na po nagbayad bayad magbabayad babayaran salamat hindi ito yan ang ng sa biyernes lunes bukas ngayon kahapon mali numero sino bakit paki oo linggo
        pera sweldo wala may ko mo kasi lang""",
    "af": """ek het reeds al betaal betaal dankie goeie dag en nie is dit vrydag maandag môre vandag gister rekening faktuur verkeerde nommer wie hoekom asseblief ja nee
        volgende verlede geld jy julle""",
    "sq": """kam paguar paguaj faleminderit mirë po jo është nesër sot dje fatura numër gabim kush pse""",
    "lt": """jau sumokėjau apmokėjau ačiū aciu labas ne taip rytoj šiandien vakar sąskaita kas kodėl prašau pinigai""",
    "lv": """jau samaksāju paldies labdien nē jā rīt šodien vakar rēķins kas kāpēc lūdzu nauda""",
    "et": """ma maksin juba tänan aitäh tere ei jah homme täna eile arve kes miks palun raha""",
    "ru": """я уже оплатил оплатила оплачу заплатил заплачу оплачено оплатим спасибо здравствуйте добрый день и не это в на пятницу понедельник завтра сегодня вчера
        счет счёт номер неправильный не туда кто почему пожалуйста да нет что как деньги зарплата нет еще меня вы мне""",
    "uk": """я вже оплатив оплатила оплачу заплатив заплатила заплачу сплатив сплачу оплачено дякую добрий день доброго дня і не це в на пятницю понеділок завтра
        сьогодні вчора рахунок номер помилились хто чому будь ласка так ні що як гроші зарплата мене ви мені минулого тижня""",
    "bg": """аз вече платих платил платила ще платя платено благодаря ви здравейте добър ден и не това в петък понеделник утре днес вчера сметка фактура фактурата номер
        грешен кой защо моля да какво как пари заплата съм си ми миналата седмица""",
    "mk": """јас веќе платив ќе платам благодарам здраво не ова во петок утре денес вчера сметка фактура број кој зошто ве молам""",
    "ar": """شكرا لقد دفعت بالفعل تم الدفع سوف ادفع غدا اليوم امس رقم خطأ من لماذا نعم لا في الفاتورة الجمعة""",
    "fa": """من پرداخت کردم کرده ممنون مرسی متشکرم سلام است را به می فردا امروز دیروز شماره اشتباه چرا بله نه این""",
    "ur": """میں نے ادا کر دیا ہے شکریہ کل آج نہیں ہاں کیوں کون غلط نمبر کی کا ہیں یہ جمعہ کو""",
    "hi": """मैंने भुगतान कर दिया है धन्यवाद नमस्ते नहीं हाँ कल आज यह क्यों कौन गलत नंबर शुक्रवार को में का की हूँ मैं""",
    "mr": """मी पैसे भरले आहे आहेत धन्यवाद नाही होय उद्या आज काल का कोण चुकीचा नंबर मला""",
    "ne": """मैले भुक्तानी गरेको छ गरें छु धन्यवाद छैन हो भोलि आज हिजो किन को गलत नम्बर""",
}

# The letters beyond a-z that each language writes with. Others stand in names only.
LETTERS: dict[str, str] = {
    "en": "é", "es": "áéíñóúü", "fr": "àâæçèéêëîïôœùûüÿ", "de": "äöüß", "pt": "ãáàâçéêíóôõúü", "it": "àèéìíîòóùú",
    "nl": "éëïèöüáóê", "pl": "ąćęłńóśźż", "sv": "åäöé", "da": "åæøé", "no": "åæøé", "fi": "äöå", "cs": "áčďéěíňóřšťúůýž",
    "sk": "áäčďéíĺľňóôŕšťúýž", "hu": "áéíóöőúüű", "ro": "ăâîșțşţ", "tr": "çğıöşüâî", "ca": "àçèéíïòóúü", "hr": "čćđšž", "sl": "čšž",
    "sq": "çë", "et": "äõöüšž", "lt": "ąčęėįšųūž", "lv": "āčēģīķļņšūž", "af": "êëèéïîôöû", "cy": "âêîôûŵŷ", "id": "é", "so": "", "sw": "",
    "tl": "ñ", "vi": "àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюяё", "uk": "абвгдежзийклмнопрстуфхцчшщьюяґєії",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюя", "mk": "абвгдежзиклмнопрстуфхцчшѓѕјљњќџ",
    "fa": "پچژگکی", "ur": "پچژگکیٹڈڑںھہۂےۓ", "ar": "ةيىكأإآؤئ",
}  # fmt: skip

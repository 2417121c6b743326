"""Replies as people write them, with what must be read. One line each: text | expectations.

Expectations: `intent` (must be read; the first is the primary one), `!flag`, `=YYYY-MM-DD:role` a day, `$minor:CUR` an
amount, `?` no more than half of these rows may be decided, `@question` what was last asked. Labelled as the corpus is
(bot/conversation/corpus/LABELS.md). Received on Wednesday 2026-11-18 in Chicago, country US,
open amount 482.50 USD.
"""

REPLIES = """
I already paid this | already_paid
i payed it yesterday | already_paid =2026-11-17:paid_on
Paid. | already_paid
PAID IN FULL LAST WEEK | already_paid
sent it last week by wire | already_paid
We sent the wire on Nov 3 | already_paid =2026-11-03:paid_on
The check is in the mail | already_paid
I mailed a check on Monday | already_paid =2026-11-16:paid_on
we paid 200 on friday | already_paid =2026-11-13:paid_on $20000:USD
I paid $482.50 on 11/10 | already_paid =2026-11-10:paid_on $48250:USD
payment was made on the 5th | already_paid =2026-11-05:paid_on
my husband already paid that | already_paid
It was paid 3 days ago | already_paid =2026-11-15:paid_on
That invoice has been paid | already_paid
Our records show this was paid by ACH on 10/28/2026 | already_paid =2026-10-28:paid_on
thanks, i paid it this morning | already_paid =2026-11-18:paid_on
no i paid already | already_paid
I've paid it twice now! | already_paid
money left my account on friday | already_paid =2026-11-13:paid_on
the payment went through yesterday | already_paid =2026-11-17:paid_on
you took it out of my account already | already_paid
We have remitted the full amount | already_paid
just sent the payment via zelle | already_paid
I made the payment last friday, ref 88213 | already_paid provide_details =2026-11-13:paid_on
settled this invoice on 1 November | already_paid =2026-11-01:paid_on
I'll pay Friday | promise_to_pay =2026-11-20:will_pay_on
Sorry! I will send the rest tomorrow | promise_to_pay =2026-11-19:will_pay_on
Friday, when I get paid | promise_to_pay =2026-11-20:will_pay_on
I will pay tomorrow | promise_to_pay =2026-11-19:will_pay_on
will pay tmrw pls wait | promise_to_pay =2026-11-19:will_pay_on
gonna send it tonight | promise_to_pay =2026-11-18:will_pay_on
I can pay on the 1st | promise_to_pay =2026-12-01:will_pay_on
i'll pay when i get paid | promise_to_pay
We will process the payment by end of the month | promise_to_pay =2026-11-30:will_pay_on
The payment is scheduled for Nov 27 | promise_to_pay =2026-11-27:will_pay_on
you'll have the money by Monday | promise_to_pay =2026-11-23:will_pay_on
I'm going to pay it next week | promise_to_pay
will send $200 on 11/27 | promise_to_pay =2026-11-27:will_pay_on $20000:USD
I promise to pay by the 30th | promise_to_pay =2026-11-30:will_pay_on
Can I pay on Friday? | promise_to_pay =2026-11-20:other
paying it today | promise_to_pay =2026-11-18:will_pay_on
It will be paid in our next payment run on December 4 | promise_to_pay =2026-12-04:will_pay_on
day after tomorrow I can pay | promise_to_pay =2026-11-20:will_pay_on
i get my check friday and will pay then | promise_to_pay =2026-11-20:will_pay_on
I should be able to pay this by 12/05 | promise_to_pay =2026-12-05:will_pay_on
We plan to settle this invoice in two weeks | promise_to_pay =2026-12-02:will_pay_on
I'll take care of it tomorrow | promise_to_pay =2026-11-19:will_pay_on
I will do it after payday | promise_to_pay
Sending payment now | promise_to_pay
i will transfer the money on 2026-11-25 | promise_to_pay =2026-11-25:will_pay_on
I'll pay next friday | promise_to_pay =2026-11-27:will_pay_on =2026-11-20:will_pay_on
I will pay in 10 days | promise_to_pay =2026-11-28:will_pay_on
pay you end of month | promise_to_pay =2026-11-30:will_pay_on
can I do it in three parts? | payment_plan
Could we set up a payment plan? | payment_plan
Could we pay in three instalments? | payment_plan
I can't afford this right now | payment_plan
I lost my job and I need more time | payment_plan
can I get an extension until the 15th | payment_plan
I'll pay half now and the rest Friday | payment_plan promise_to_pay $24125:USD =2026-11-20:will_pay_on
is it possible to pay in installments | payment_plan
I can only pay 50 a month | payment_plan $5000:USD
we are short on cash this month, can you push the due date? | payment_plan
dont have the money rn | payment_plan
I can't pay it all at once, could I split it into 2 payments | payment_plan
Going through financial hardship | payment_plan
I need another week please | payment_plan
can we work something out | payment_plan
money is tight right now | payment_plan
i am unable to pay this month | payment_plan
the fee was never agreed | dispute
I never ordered this | dispute
This charge is wrong | dispute
the amount is incorrect | dispute
I dispute this invoice | dispute
You charged me twice! | dispute
We were quoted a lower price | dispute
i don't owe you anything | dispute
I canceled the service in August | dispute
The goods arrived damaged | dispute
We don't recognize this charge | dispute
there is an error in the invoice | dispute
I didn't authorize this payment | dispute
You overcharged me by $50 | dispute $5000:USD
the quantity does not match our PO | dispute
this invoice should have been cancelled | dispute
We disagree with the late fee | dispute
cancel the invoice | dispute
that's not my charge | dispute
the service was never delivered | dispute
send back what I overpaid | refund_request
I want a refund | refund_request
refund please | refund_request
please give me my money back | refund_request
I want my money back now | refund_request
Can you refund the difference? | refund_request
please refund it to my card | refund_request
When will I get my refund? I am waiting for a refund | refund_request
We request reimbursement of the overpayment | refund_request
put it on the next invoice | keep_as_credit
keep it as a credit | keep_as_credit
just apply it to my next bill | keep_as_credit
leave it on my account | keep_as_credit
please credit our account | keep_as_credit
use it towards the next order | keep_as_credit
hold it as credit please | keep_as_credit
which account? | how_to_pay
How do I pay this? | how_to_pay
where do I send the check | how_to_pay
can I pay by card? | how_to_pay
do you accept paypal | how_to_pay
please send me the bank details | how_to_pay
the link doesn't work | how_to_pay
is there a website to pay | how_to_pay
What's your routing number | how_to_pay
need the payment link again | how_to_pay
what is this for? | document_request
can you send me a copy of the invoice | document_request
please resend the statement | document_request
why was I charged | document_request
I never received the invoice | document_request
which invoice is this | document_request
How much do I owe? | document_request
we need an itemized bill | document_request
whats this charge for | document_request
could you explain this charge | document_request
please provide proof of delivery | document_request
ref 88213 | provide_details
confirmation number is 8832991 | provide_details
Here is the receipt | provide_details
Proof of payment attached | provide_details
transaction id TX8821399A | provide_details
see attached remittance | provide_details
check #1042 | provide_details
yep | affirm @confirm
yes | affirm @confirm
Yes please | affirm @confirm
correct | affirm @confirm
ok | affirm @confirm
that's right | affirm @confirm
👍 | affirm @confirm
yes that is fine | affirm @confirm
Yes, I'll pay Friday | promise_to_pay affirm @confirm
no | deny @confirm
nope | deny @confirm
No, that's wrong | deny @confirm
not yet | deny @confirm
NO!! | deny @confirm
wrong number | wrong_person
You have the wrong person | wrong_person
I don't know who John is | wrong_person
never heard of them | wrong_person
he doesn't work here anymore | wrong_person
she no longer works for this company | wrong_person
There is nobody here by that name | wrong_person
this is not his number | wrong_person
I am not the account holder | wrong_person
wrong email address, please check | wrong_person
this isn't my account | wrong_person
I just got this number | wrong_person
e-mail me instead | change_contact
please contact my accountant | change_contact
text me instead of calling | change_contact
I have a new email: joe@example.com | change_contact
Send it to our accounts payable department ap@example.com | change_contact
Spanish please | change_contact
please only contact me by email | change_contact
my address changed, update my email | change_contact
stop | opt_out
STOP | opt_out
Stop. | opt_out
STOP!!! | opt_out
stop please | opt_out
StopAll | opt_out
unsubscribe | opt_out
Unsubscribe me | opt_out
quit | opt_out
END | opt_out
cancel | opt_out
Cancel. | opt_out
opt out | opt_out
OPT-OUT | opt_out
optout | opt_out
revoke | opt_out
stoooop | opt_out
stop stop stop | opt_out
please stop texting me | opt_out
Stop contacting me | opt_out
do not text me again | opt_out
don't message me anymore | opt_out
take me off your list | opt_out
Remove me from this list | opt_out
remove my number from your system | opt_out
I don't want any more texts | opt_out
I do not want to receive these messages | opt_out
no more messages please | opt_out
quit texting me | opt_out
never contact me again | opt_out
i no longer wish to receive emails from you | opt_out
stop sending me these messages | opt_out
lose my number | opt_out
I revoke my consent | opt_out
pls stop txting me | opt_out
I already paid. Stop. | opt_out already_paid
Stop texting me, I already paid this | opt_out already_paid
wrong number, stop texting me | opt_out wrong_person
leave me alone | opt_out
stop harassing me | opt_out
fuck off | opt_out !abusive
go away | opt_out
start | opt_in
UNSTOP | opt_in
resume | opt_in
you can text me again | opt_in
call me | human_request
please call me tomorrow | human_request
I want to speak to a person | human_request
can I talk to someone | human_request
let me speak with a manager | human_request
Is this a bot? | human_request
agent | human_request
have someone call me back | human_request
I need a real person | human_request
representative please | human_request
talk to my lawyer | legal_notice
my attorney will contact you | legal_notice
I filed for bankruptcy | legal_notice
I am filing chapter 7 | legal_notice
see you in court | legal_notice
I'm going to sue you | legal_notice
I will report you to the CFPB | legal_notice
we are represented by counsel | legal_notice
the account holder passed away | legal_notice !bereaved
he died last month | legal_notice !bereaved
I am the executor of his estate | legal_notice !bereaved
the company is in liquidation | legal_notice
Contact my attorney, I already paid this | legal_notice already_paid
my husband passed away | legal_notice !bereaved
I filed a complaint with the attorney general | legal_notice
worst service ever | complaint
this is ridiculous | complaint
I want to file a complaint | complaint
I am so frustrated with this | complaint
you people are incompetent | complaint
ok thanks | acknowledgement
thank you | acknowledgement
got it | acknowledgement
Noted, thanks. | acknowledgement
Thank you for the reminder | acknowledgement
I'll look into it | acknowledgement
I am away until Monday | automatic_reply
I am out of the office until November 30 with limited access to email | automatic_reply
This is an automated response. Your message has been received. | automatic_reply
do you sell gift cards? | other
the weather is nice in Denver | other
asdkjh qwe | other
is this a scam? | !scam_fear
How do I know this is legit | !scam_fear
Who is this? | !scam_fear
whos this | !scam_fear
who r u | !scam_fear
Who is this? I paid already | already_paid !scam_fear
Who is this invoice for? | document_request
this looks like phishing | !scam_fear
my identity was stolen | !fraud_victim
someone used my card without permission | !fraud_victim
I was scammed and lost everything | !fraud_victim
I'm in the hospital having surgery | !vulnerable
I was diagnosed with cancer, can I have more time | payment_plan !vulnerable
I have to choose between food and this bill | !vulnerable
I want to kill myself | !self_harm
I don't want to live anymore | !self_harm
I might as well end my life | !self_harm
I'm only 15 | !minor
i am 16 years old | !minor
my mother died last week, I need more time | legal_notice payment_plan !bereaved
I am in breathing space | !breathing_space
you are all thieves | !abusive
fuck you | !abusive
Friday | promise_to_pay =2026-11-20:will_pay_on @which_day
the 15th | promise_to_pay =2026-12-15:will_pay_on @which_day
tomorrow | promise_to_pay =2026-11-19:will_pay_on @which_day
11/27 | promise_to_pay =2026-11-27:will_pay_on @which_day
200 | provide_details $20000:USD @which_amount
half | provide_details $24125:USD @which_amount
$150.25 | provide_details $15025:USD @which_amount
all of it | provide_details $48250:USD @which_amount
refund | refund_request @refund_or_credit
the refund please | refund_request @refund_or_credit
credit | keep_as_credit @refund_or_credit
keep it | keep_as_credit @refund_or_credit
FT26112388XK | provide_details @reference
8832991 | provide_details @reference
joe@example.com | change_contact @contact
ya pagué | already_paid
ya lo pague ayer | already_paid =2026-11-17:paid_on
YA PAGUE | already_paid
Pagué el 3 de noviembre | already_paid =2026-11-03:paid_on
hice la transferencia el viernes pasado | already_paid =2026-11-13:paid_on
Ya está pagado desde la semana pasada | already_paid
el pago ya fue realizado | already_paid
envié el pago ayer por transferencia | already_paid =2026-11-17:paid_on
ya hice el deposito esta mañana | already_paid =2026-11-18:paid_on
lo pagué hace dos semanas | already_paid =2026-11-04:paid_on
hemos pagado esta factura | already_paid
no, ya pagué | already_paid
deposité 200 dólares el lunes | already_paid =2026-11-16:paid_on $20000:USD
me lo descontaron de la cuenta ayer | already_paid =2026-11-17:paid_on
pago mañana | promise_to_pay =2026-11-19:will_pay_on
I can't pay until Friday | payment_plan =2026-11-20:will_pay_on
I could not pay on Friday | payment_plan =2026-11-20:other
el viernes no puedo | other ? =2026-11-20:other
I was going to pay Friday but lost my job | payment_plan
please don't call, just email | opt_out change_contact
don't email me, text me | change_contact
Sarah died two years ago. stop calling | opt_out legal_notice !bereaved
I do not consent to being contacted | opt_out
don't ever text me again | opt_out
hey can i pay 100 today and the rest in 2 weeks | payment_plan promise_to_pay
We are disputing the freight charge of $85.00 and will pay the balance of $397.50 on Friday | dispute promise_to_pay $8500:USD $39750:USD =2026-11-20:will_pay_on
Buenas tardes, el pago se realizó el día 10 de noviembre con folio 8837261 | already_paid provide_details =2026-11-10:paid_on
Le confirmo que el pago se realizará el viernes 27 de noviembre | promise_to_pay =2026-11-27:will_pay_on
le pago el viernes | promise_to_pay =2026-11-20:will_pay_on
voy a pagar el día 15 | promise_to_pay =2026-12-15:will_pay_on
pagaré a fin de mes | promise_to_pay =2026-11-30:will_pay_on
el próximo viernes hago el pago | promise_to_pay =2026-11-20:will_pay_on
dentro de dos semanas le pago | promise_to_pay =2026-12-02:will_pay_on
puedo pagar el 27 de noviembre | promise_to_pay =2026-11-27:will_pay_on
cuando me paguen le deposito | promise_to_pay
mañana sin falta | promise_to_pay =2026-11-19:will_pay_on @which_day
pasado mañana deposito | promise_to_pay =2026-11-20:will_pay_on
Haremos la transferencia el lunes | promise_to_pay =2026-11-23:will_pay_on
lo pago en la quincena | promise_to_pay
prometo pagar esta semana | promise_to_pay
no puedo pagar todo | payment_plan
puedo pagar en tres partes? | payment_plan
necesito más tiempo | payment_plan
perdí mi trabajo | payment_plan
no tengo dinero ahorita | payment_plan
quiero un plan de pagos | payment_plan
la mitad ahora y el resto el viernes | payment_plan $24125:USD =2026-11-20:will_pay_on
deme una prórroga por favor | payment_plan
no me alcanza este mes | payment_plan
no reconozco este cargo | dispute
nunca pedí eso | dispute
la factura está mal | dispute
me cobraron doble | dispute
el monto es incorrecto | dispute
no debo nada | dispute
nunca me entregaron el producto | dispute
cancelé el servicio en agosto | dispute
no estoy de acuerdo con el cargo | dispute
quiero mi reembolso | refund_request
devuélvanme mi dinero | refund_request
reembolso por favor | refund_request
quiero que me regresen el dinero | refund_request
déjenlo como crédito | keep_as_credit
aplíquenlo a la próxima factura | keep_as_credit
quiero saldo a favor | keep_as_credit
cómo pago? | how_to_pay
a qué cuenta deposito | how_to_pay
me pasa la CLABE? mándeme los datos para pagar | how_to_pay
puedo pagar con tarjeta? | how_to_pay
dónde puedo pagar | how_to_pay
de qué es este cargo? | document_request
me puede enviar copia de la factura | document_request
cuánto debo | document_request
por qué me cobran tanto | document_request
no me llegó la factura | document_request
adjunto el comprobante | provide_details
folio 123456 | provide_details
sí | affirm @confirm
si claro | affirm @confirm
así es | affirm @confirm
claro que sí | affirm @confirm
de acuerdo | affirm @confirm
no | deny @confirm
no gracias | deny @confirm
todavía no | deny @confirm
número equivocado | wrong_person
no conozco a esa persona | wrong_person
se equivocó de número | wrong_person
ya no trabaja aquí | wrong_person
no soy esa persona | wrong_person
aquí no vive nadie con ese nombre | wrong_person
escríbanme por correo | change_contact
prefiero por whatsapp | change_contact
cambié de correo, es ana@example.com | change_contact
baja | opt_out
ALTO | opt_out
cancelar | opt_out
parar | opt_out
no más mensajes | opt_out
no me escriban más | opt_out
ya no me manden mensajes | opt_out
dejen de llamarme | opt_out
quiero darme de baja | opt_out
por favor no me contacten | opt_out
borren mi número | opt_out
no quiero recibir más mensajes | opt_out
no vuelvan a llamarme | opt_out
déjenme en paz | opt_out
ya dejen de molestarme | opt_out
llámeme | human_request
quiero hablar con una persona | human_request
me pueden llamar? | human_request
eres un robot? | human_request
hablen con mi abogado | legal_notice
los voy a demandar | legal_notice
me declaré en quiebra | legal_notice
el titular falleció | legal_notice !bereaved
voy a poner una queja en Profeco | legal_notice
pésimo servicio | complaint
quiero poner una queja | complaint
gracias | acknowledgement
ok gracias | acknowledgement
entendido | acknowledgement
muchas gracias por avisar | acknowledgement
estoy fuera de la oficina hasta el lunes | automatic_reply
es una estafa? | !scam_fear
¿quién eres? | !scam_fear
quien es usted | !scam_fear
de parte de quien | !scam_fear
me robaron la tarjeta | !fraud_victim
estoy hospitalizada | !vulnerable
ya no quiero vivir | !self_harm
tengo 15 años | !minor
mi papá falleció ayer | !bereaved
son unos ladrones | !abusive
reembolso | refund_request @refund_or_credit
crédito | keep_as_credit @refund_or_credit
el viernes | promise_to_pay =2026-11-20:will_pay_on @which_day
I did not pay | other ?
I haven't paid yet | other ?
I'm not going to pay this | dispute
no he pagado | other ?
no voy a pagar | dispute
I'll pay once you fix the invoice | dispute
Pago el viernes | promise_to_pay =2026-11-20:will_pay_on
Pagamos el 25 de noviembre | promise_to_pay =2026-11-25:will_pay_on
Pagamos las dos el 25 de noviembre | promise_to_pay =2026-11-25:will_pay_on
Pagamos las dos el 25 de noviembre | promise_to_pay =2026-11-25:will_pay_on @which_day
Liquidamos las dos facturas el 25 de noviembre | promise_to_pay =2026-11-25:will_pay_on
La transferimos el 2 de enero | promise_to_pay =2027-01-02:will_pay_on
Pagamos mañana | promise_to_pay =2026-11-19:will_pay_on
Pagamos el próximo viernes | promise_to_pay =2026-11-20:will_pay_on
Pagamos todo el 20 | promise_to_pay =2026-11-20:will_pay_on
Pagamos todo el 15 | already_paid =2026-11-15:paid_on
Pagamos las dos el 5 de noviembre | already_paid =2026-11-05:paid_on
Pagamos el 5 de noviembre | already_paid =2026-11-05:paid_on
Ya pagamos las dos el 5 de noviembre | already_paid =2026-11-05:paid_on
Ya pagamos el 25 de noviembre | already_paid =2025-11-25:paid_on
Pagamos ayer | already_paid =2026-11-17:paid_on
Pagamos el viernes | already_paid =2026-11-13:paid_on
Pagamos el viernes pasado | already_paid =2026-11-13:paid_on
Pagué el 25 de noviembre | already_paid =2025-11-25:paid_on
Pagamos la factura del 25 de noviembre | already_paid =2026-11-25:other
No pagamos el 25 de noviembre | other ? =2026-11-25:other
No pagamos el 25 de noviembre | other ? =2026-11-25:other @which_day
we pay both on 25 November | promise_to_pay =2026-11-25:will_pay_on
we pay both on 25 November | promise_to_pay =2026-11-25:will_pay_on @which_day
we paid both on 5 November | already_paid =2026-11-05:paid_on
We already paid both on 5 November | already_paid =2026-11-05:paid_on
"""

INNOCENT = """
my car battery died
I'll stop by tomorrow to pay
don't stop the service
please don't stop the delivery
my phone died
can't stop thinking about this invoice
we had to stop production last week
the payment stopped at the bank
I stopped by the office yesterday
at the end of the month
by the end of the week
the end of year report is attached
I will quit my job in May
He is the quiet type
cancel my order 8812
please cancel the second invoice
I want to cancel my subscription
the meeting was cancelled
my internet connection died so I could not log in
the printer is dead
deadline is Friday
we passed on your message to accounting
the inspection passed
this bill is killing me
I'm dying to know what this is
my lawyer's invoice is separate, thanks
I'm a lawyer by trade and I paid this
the legal name of our company is Acme Corp
we moved to Court Street
what number should I use on the check
the invoice number is wrong
you have the wrong amount
I sent it to the wrong account
wrong price on line 3
the wrong item was shipped
I called the bank yesterday
I'll call my bank tomorrow
my husband will call the bank
human error on our side, sorry
machine error, I paid twice
it was a minor issue
a minor difference of 2 dollars
only 15 dollars left
I am only 15 minutes away
the hospital invoice was paid
I work at the hospital
we are paying for the hospital bill
that is the real amount
a real pain this portal
I don't know what this is for
please contact me if you need anything
text me when it is done
message received
I'll write a check
I need to talk to my wife about this
start date was in May
let me start by saying thanks
resume attached
I subscribe to your newsletter and paid
Can you stop charging the old card?
stop charging my old card please
no thanks
no problem
no worries, will pay friday
not a problem
I am not sure about the amount
yes I opted for paper billing
remove the late fee please
delete the duplicate line
take me through the charges
the list of invoices is attached
I want to end this contract in May
it depends on the court date of my vacation
we are in no rush
I'm alone at the office today
leave it with me
leave the package alone at the door please
para el viernes pago
para mañana
al fin de mes
fin de mes
no paré de trabajar
la persona de contabilidad ya pagó
el celular se murió
se me murió la batería
el producto llegó equivocado
el monto está equivocado
no está mal
me quedé sin internet
lo dejo para mañana
mañana paso a pagar
voy a dejar el pago en la oficina
¿me cancelan la cita?
quiero cancelar mi pedido
baja el precio
alta calidad
no dejen de avisarme
basta con un recibo
tengo 15 años como cliente
trabajo en el hospital
my dad passed me the bill
my brother is a lawyer
el abogado ya pago
quiero dar de baja el servicio
mi hijo tiene 12 facturas
me quiero morir de la verguenza, pago hoy
I want to quit smoking
I have no more money
My bank says the payment was returned
I'm 82 and I don't understand this computer stuff
I passed this to my dad
"""

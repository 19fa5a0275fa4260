"""Answers as mail programs write them: what they put around the same two lines, by program and language.

Written after what these programs send, with nobody's words in them.
"""

OWN = "Keep every discarded line.\n\nIt is evidence, too."
OWN_FR = "Gardez chaque ligne écartée.\n\nC’est aussi une preuve."

PLAIN = {
    "gmail": """Keep every discarded line.

It is evidence, too.

On Mon, Oct 5, 2026 at 10:12 AM Planfolio <planfolio@learn.example.org> wrote:

> Hello,
>
> Nora Lindqvist: Too broad?
>
> Planfolio
>
""",
    "gmail, a long address": """Keep every discarded line.

It is evidence, too.

On Mon, Oct 5, 2026 at 10:12 AM Planfolio of the county library <
planfolio@learn.a-long-name.example.org> wrote:

> Nora Lindqvist: Too broad?
""",
    "gmail, with a signature": """Keep every discarded line.

It is evidence, too.

--
Sam Okafor
Clinical librarian

On Mon, 5 Oct 2026 at 10:12, Planfolio <planfolio@learn.example.org> wrote:

> Nora Lindqvist: Too broad?
""",
    "thunderbird, above": """Keep every discarded line.

It is evidence, too.

On 05/10/2026 10:12, Planfolio wrote:
> Hello,
>
> Nora Lindqvist: Too broad?

""",
    "thunderbird, below": """On 05/10/2026 10:12, Planfolio wrote:
> Hello,
>
> Nora Lindqvist: Too broad?

Keep every discarded line.

It is evidence, too.

-- 
Sam Okafor
""",
    "thunderbird, between": """On 05/10/2026 10:12, Planfolio wrote:
> Nora Lindqvist: Too broad?
>
> 4,100 records

Keep every discarded line.

> And then?

It is evidence, too.
""",
    "apple": """Keep every discarded line.

It is evidence, too.

> On 5 Oct 2026, at 10:12, Planfolio <planfolio@learn.example.org> wrote:
>
> Hello,
>
> Nora Lindqvist: Too broad?
""",
    "iphone": """Keep every discarded line.

It is evidence, too.

Sent from my iPhone

> On 5 Oct 2026, at 10:12, Planfolio <planfolio@learn.example.org> wrote:
>
> \ufeffHello,
""",
    "outlook": """Keep every discarded line.

It is evidence, too.

-----Original Message-----
From: Planfolio <planfolio@learn.example.org>
Sent: Monday, October 5, 2026 10:12 AM
To: Sam Okafor <sam@example.org>
Subject: Nora Lindqvist: Too broad?

Hello,

Nora Lindqvist: Too broad?
""",
    "outlook on the web": """Keep every discarded line.

It is evidence, too.
________________________________
From: Planfolio <planfolio@learn.example.org>
Sent: Monday, October 5, 2026 10:12 AM
To: Sam Okafor <sam@example.org>
Subject: Nora Lindqvist: Too broad?

Hello,
""",
    "outlook on a phone": """Keep every discarded line.

It is evidence, too.

Get Outlook for iOS<https://aka.ms/o0ukef>
________________________________
From: Planfolio <planfolio@learn.example.org>
Sent: Monday, October 5, 2026 10:12:00 AM
To: Sam Okafor <sam@example.org>
Subject: Nora Lindqvist: Too broad?
""",
    "outlook, desktop": """Keep every discarded line.

It is evidence, too.

From: Planfolio <planfolio@learn.example.org>
Sent: Monday, October 5, 2026 10:12 AM
To: Sam Okafor <sam@example.org>
Subject: Nora Lindqvist: Too broad?

Hello,
""",
    "yahoo": """Keep every discarded line.

It is evidence, too.

    On Monday, October 5, 2026 at 10:12:00 AM GMT+2, Planfolio <planfolio@learn.example.org> wrote:

 Hello,

Nora Lindqvist: Too broad?
""",
    "proton": """Keep every discarded line.

It is evidence, too.

Sent with [Proton Mail](https://proton.me/mail/home) secure email.

On Monday, October 5th, 2026 at 10:12 AM, Planfolio <planfolio@learn.example.org> wrote:

> Nora Lindqvist: Too broad?
""",
    "gmail, passed on": """Keep every discarded line.

It is evidence, too.

---------- Forwarded message ---------
From: Planfolio <planfolio@learn.example.org>
Date: Mon, Oct 5, 2026 at 10:12 AM
Subject: Nora Lindqvist: Too broad?
To: <sam@example.org>

Hello,
""",
    "gmx": """Keep every discarded line.

It is evidence, too.

Gesendet: Montag, 5. Oktober 2026 um 10:12 Uhr
Von: Planfolio <planfolio@learn.example.org>
An: sam@example.org
Betreff: Nora Lindqvist: Too broad?

Hello,
""",
}

PLAIN_FR = {
    "gmail": """Gardez chaque ligne écartée.

C’est aussi une preuve.

Le lun. 5 oct. 2026 à 10:12, Planfolio <planfolio@learn.example.org> a
écrit :

> Bonjour,
>
> Nora Lindqvist : Trop large ?
""",
    "thunderbird": """Gardez chaque ligne écartée.

C’est aussi une preuve.

Le 05/10/2026 à 10:12, Planfolio a écrit\u00a0:
> Bonjour,
>
> Nora Lindqvist : Trop large ?
""",
    "apple": """Gardez chaque ligne écartée.

C’est aussi une preuve.

> Le 5 oct. 2026 à 10:12, Planfolio <planfolio@learn.example.org> a écrit :
>
> Bonjour,
""",
    "iphone": """Gardez chaque ligne écartée.

C’est aussi une preuve.

Envoyé de mon iPhone

> Le 5 oct. 2026 à 10:12, Planfolio <planfolio@learn.example.org> a écrit :
>
> Bonjour,
""",
    "outlook": """Gardez chaque ligne écartée.

C’est aussi une preuve.

-----Message d'origine-----
De : Planfolio <planfolio@learn.example.org>
Envoyé : lundi 5 octobre 2026 10:12
À : Sam Okafor <sam@example.org>
Objet : Nora Lindqvist : Trop large ?

Bonjour,
""",
    "outlook on the web": """Gardez chaque ligne écartée.

C’est aussi une preuve.
________________________________
De : Planfolio <planfolio@learn.example.org>
Envoyé : lundi 5 octobre 2026 10:12
À : Sam Okafor <sam@example.org>
Objet : Nora Lindqvist : Trop large ?

Bonjour,
""",
    "outlook on a phone": """Gardez chaque ligne écartée.

C’est aussi une preuve.

Obtenir Outlook pour Android<https://aka.ms/AAb9ysg>
________________________________
De\u00a0: Planfolio <planfolio@learn.example.org>
Envoyé\u00a0: lundi 5 octobre 2026 10:12
À\u00a0: Sam Okafor <sam@example.org>
""",
    "zimbra": """Gardez chaque ligne écartée.

C’est aussi une preuve.

----- Mail original -----
De: "Planfolio" <planfolio@learn.example.org>
À: "Sam Okafor" <sam@example.org>
Envoyé: Lundi 5 Octobre 2026 10:12:00
Objet: Nora Lindqvist: Too broad?

Bonjour,
""",
    "windows mail": """Gardez chaque ligne écartée.

C’est aussi une preuve.

Provenance : Courrier pour Windows

De : Planfolio
Envoyé le :lundi 5 octobre 2026 10:12
À : Sam Okafor
Objet :Nora Lindqvist: Too broad?

Bonjour,
""",
    "a provider's page": """Gardez chaque ligne écartée.

C’est aussi une preuve.

envoyé : 5 octobre 2026 à 10:12
de : Planfolio <planfolio@learn.example.org>
à : sam@example.org
objet : Nora Lindqvist: Too broad?

Bonjour,
""",
}

HTML = {
    "gmail": """<div dir="ltr"><div>Keep every discarded line.</div><div><br></div><div>It is evidence, too.</div></div>
<br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Mon, Oct 5, 2026 at 10:12 AM
Planfolio &lt;<a href="mailto:planfolio@learn.example.org">planfolio@learn.example.org</a>&gt; wrote:<br></div>
<blockquote class="gmail_quote" style="margin:0 0 0 .8ex"><div>Hello,<br><br>Nora: Too broad?</div></blockquote>
</div>""",
    "outlook on the web": """<html><head><style>p {margin:0}</style></head><body>
<div class="elementToProof">Keep every discarded line.</div><div><br></div>
<div class="elementToProof">It is evidence, too.</div>
<div id="appendonsend"></div><hr style="display:inline-block;width:98%">
<div id="divRplyFwdMsg" dir="ltr"><b>From:</b> Planfolio &lt;planfolio@learn.example.org&gt;<br><b>Sent:</b> Monday<br>
<b>To:</b> Sam<br><b>Subject:</b> Too broad?</div><div>Hello,</div></body></html>""",
    "outlook, desktop": """<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><div class=WordSection1>
<p class=MsoNormal>Keep every discarded line.<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal>It is evidence, too.<o:p></o:p></p><div>
<div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal><b>From:</b>
Planfolio<br><b>Sent:</b> Monday<br><b>To:</b> Sam<br><b>Subject:</b> Too broad?</p></div></div>
<p class=MsoNormal>Hello,</p></div></body></html>""",
    "apple": """<html><head></head><body style="overflow-wrap: break-word;">Keep every discarded line.<div><br></div>
<div>It is evidence, too.<br><div><br><blockquote type="cite"><div>On 5 Oct 2026, at 10:12, Planfolio
&lt;p@example.org&gt; wrote:</div><br><div>Hello,</div></blockquote></div><br></div></body></html>""",
    "thunderbird": """<html><body><p>Keep every discarded line.</p><p>It is evidence, too.</p>
<div class="moz-cite-prefix">On 05/10/2026 10:12, Planfolio wrote:<br></div>
<blockquote type="cite" cite="mid:x@planfolio.invalid"><pre>Hello,

Nora: Too broad?</pre></blockquote><br></body></html>""",
}

#: Nothing in these is a quotation: they come through as they are.
OWN_WORDS_THAT_LOOK_LIKE_QUOTATIONS = [
    "On Monday I read what Sam wrote:\nnothing at all.",
    "Le 5 mai, Sam a écrit :\nrien du tout.",
    "From: here on it is easier.\nTry it.",
    "De : rien.\nÀ demain",
    "Two ways:\n- one\n- two\n\nA -- B\n---\nC",
    "Sent from my heart\n\nSee you",
    "On the other hand",
    "On Monday I talked with nora@example.org, and she wrote:\n\nA short list is enough.\n\nI agree.",
    "To: do less.\nSubject: searching.\nFrom: Monday.",
]

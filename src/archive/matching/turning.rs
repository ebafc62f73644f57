//! The words that turn the sense of a sentence when they are left out of it or put into it, by language: negations, conditions,
//! doubts.

/// The words of a language.
pub(super) struct Words {
    /// Its primary tag.
    pub(super) tag: &'static str,
    /// Whole words, in small letters. In Chinese, characters wherever they stand.
    pub(super) words: &'static str,
    /// Several words in a row, separated by `|`.
    pub(super) phrases: &'static str,
    /// What says before a number how exact it is, separated by `|`.
    pub(super) bounds: &'static str,
    /// Abbreviations that do not end a sentence, without their stop, in small letters; of Chinese, what looks like a word and is none.
    pub(super) abbreviations: &'static str,
}

/// The languages that are known.
pub(super) const LANGUAGES: [Words; 7] = [
    Words {
        tag: "en",
        words: "not no never nor neither none nobody nothing nowhere without unless except excluding cannot if may might could \
                allegedly supposedly purportedly reportedly perhaps possibly hardly scarcely barely rarely seldom few unlikely \
                false falsely untrue deny denies denied denying refuse refuses refused refusing dont doesnt didnt isnt \
                arent wasnt werent wont cant couldnt wouldnt shouldnt hasnt havent hadnt",
        phrases: "but for|other than|as long as|provided that|on condition",
        bounds: "fewer than|less than|more than|at least|at most|up to|no more than|not more than|as many as|as few as|about|around|nearly|almost|roughly|approximately|under|over|an estimated|some",
        abbreviations: "mr mrs ms messrs dr prof gen col lt maj capt sgt cpl brig cmdr adm gov sen rep hon rev fr pres min amb st art \
                        arts para paras p pp vol ch chap sec secs sect fig figs cf vs v etc eg ie al ed eds inc ltd co corp dept jan \
                        feb mar apr jun jul aug sep sept oct nov dec approx ca incl est resp viz",
    },
    Words {
        tag: "fr",
        words: "ne n pas non jamais ni aucun aucune aucuns aucunes nul nulle nuls nulles rien personne guère sans sauf excepté \
                hormis si s'il s'ils peut peuvent pourra pourront pourrait pourraient puisse puissent peut-être prétendument soi-disant nie \
                nient refuse refusent faux",
        phrases: "à moins que|à moins de|à moins d|faute de|au cas où|à condition",
        bounds: "moins de|plus de|au moins|au plus|jusqu'à|environ|près de|presque|à peine|quelque",
        abbreviations: "m mm mme mmes mlle mlles dr pr prof me mgr gén col lt cap cdt art al p pp vol ch chap cf ex etc env av boul st \
                        ste janv févr avr juill sept oct nov déc",
    },
    Words {
        tag: "es",
        words: "no nunca jamás ni ningún ninguno ninguna ningunos ningunas nada nadie sin salvo excepto si puede pueden podrá \
                podrán podría podrían pudiera pudieran quizás quizá acaso apenas tampoco presuntamente supuestamente niega niegan \
                falso",
        phrases: "a menos que|a no ser que|tal vez|siempre que|con tal de que|en caso de",
        bounds: "menos de|más de|al menos|a lo sumo|como máximo|hasta|unos|unas|cerca de|casi|alrededor de|apenas",
        abbreviations: "sr sra sres sras srta d dña dr dra dres lic ing prof gral cnel col tte cap cmdte mons art arts núm no pág págs p \
                        pp vol cap ed etc ej ud uds ee uu ff aa av avda ene feb mar abr jun jul ago sept oct nov dic",
    },
    Words {
        tag: "ru",
        words: "не нет ни никогда никто никого никому никем ничто ничего ничему ничем никакой никакая никакое никакие никакого \
                никакую никаких нигде никуда некому нельзя невозможно отнюдь неправда неверно без если кроме может могут мог \
                могла могло могли возможно вероятно якобы отрицает отрицают отказался отказались",
        phrases: "едва ли|вряд ли|за исключением|может быть|при условии|в случае",
        bounds: "менее|более|не менее|не более|до|около|почти|примерно|приблизительно|свыше|меньше|больше",
        abbreviations: "г гг в вв ст ч п пп абз с стр т тт тыс млн млрд руб коп ул д кв обл р н им др пр см ср напр проф акад доц ген \
                        полк подполк кап лейт мин деп гр тов рис табл",
    },
    Words {
        tag: "ar",
        words: "لا لم لن لما ليس ليست ليسوا لستُ لست لسنا ما غير دون بدون بلا عدم إلا الا إذا اذا لو لولا إن قد ربما لعل عدا سوى كلا أبدا \
                أبداً مطلقا ألم ألا أليس يمكن نفى نفت ينفي تنفي أنكر",
        phrases: "ما عدا|في حال|شرط أن|بشرط أن",
        bounds: "أقل من|أكثر من|على الأقل|ما لا يقل عن|لا يزيد على|ما يصل إلى|حوالي|نحو|قرابة|زهاء",
        abbreviations: "د أ م ص ج هـ",
    },
    Words {
        tag: "fa",
        words: "نه نیست نبود نیستند نیستیم نمی نباید نبایستی هرگز هیچ هیچگاه بدون بی مگر جز بجز غیر عدم اگر چنانچه شاید ممکن گویا ظاهرا احتمالا \
                مبادا تکذیب انکار",
        phrases: "به شرط|به شرطی|در صورتی|به استثنای",
        bounds: "کمتر از|بیش از|بیشتر از|دست‌کم|حداقل|حداکثر|حدود|نزدیک به|تقریبا|تا",
        abbreviations: "د م ص ق ه ش آ",
    },
    Words {
        tag: "zh",
        words: "不 没 沒 無 无 非 未 否 勿 莫 别 別 毋 罕 如果 若 假如 倘若 要是 万一 萬一 可能 或会 或會 也许 也許 或许 或許 恐怕 \
                除非 除了 除外 据称 據稱 据说 據說",
        phrases: "",
        bounds: "不到|少于|超过|多于|至少|至多|最多|约|大约|近|将近",
        abbreviations: "非洲 非常 未来 未來 莫斯科 若干 不断 不斷 不仅 不僅 不久 无锡 無錫 特别 特別 个别 個別 分别 分別 性别 性別 级别 \
                        級別 区别 區別 差别 差別 类别 類別 告别 告別 识别 識別 别人 別人 别的 別的 别处 別處",
    },
];

/// Of Persian, the stems of verbs whose forms begin with the `ن` of negation: نکردند, نخواهد. Of the past, then of the present.
pub(super) const PERSIAN_STEMS: &str = "کرد شد بود داد گفت رفت آمد گرفت داشت خواست توانست کشت دید یافت گذاشت ماند رسید ساخت پذیرفت کشید خورد نوشت دانست شناخت برد \
     آورد انداخت افتاد برگشت گشت ریخت فرستاد شنید خواند پرداخت بخشید جنگید ترسید فهمید پرسید خواه توان کن شو ده باش دار گذار گیر گوی \
     گو رو آی کش بین یاب دان ساز پذیر رس خوان ترس برگرد";

/// Their endings.
pub(super) const PERSIAN_ENDINGS: [&str; 16] =
    ["", "م", "ی", "یم", "ید", "ند", "د", "ه", "ه‌ام", "ه‌اند", "ه‌است", "ه‌ایم", "ه‌بود", "ه‌شد", "ن", "ست"];

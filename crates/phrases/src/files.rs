//! What foreign files are called, and what a person can do about them.

use crate::Language;
use dafu::{Family, Foreign};

/// What a file is, as a noun with its article: `一张 PNG 图片`, `a PNG image`.
pub fn foreign(kind: Foreign, language: Language) -> &'static str {
    use Foreign::*;
    let (chinese, english) = match kind {
        Png => ("一张 PNG 图片", "a PNG image"),
        Jpeg => ("一张 JPEG 图片", "a JPEG image"),
        Gif => ("一张 GIF 图片", "a GIF image"),
        Bmp => ("一张 BMP 图片", "a BMP image"),
        Tiff => ("一张 TIFF 图片", "a TIFF image"),
        Webp => ("一张 WebP 图片", "a WebP image"),
        Ico => ("一个图标文件", "an icon file"),
        Heic => ("一张 HEIC 照片", "a HEIC photo"),
        Avif => ("一张 AVIF 图片", "an AVIF image"),
        Jpeg2000 => ("一张 JPEG 2000 图片", "a JPEG 2000 image"),
        JpegXl => ("一张 JPEG XL 图片", "a JPEG XL image"),
        Photoshop => ("一个 Photoshop 图像文件", "a Photoshop image"),
        Emf => ("一张 EMF 图片", "an EMF picture"),
        Wmf => ("一张 WMF 图片", "a WMF picture"),
        Djvu => ("一份 DjVu 扫描件", "a DjVu scan"),
        Dwg => ("一份 AutoCAD 图纸", "an AutoCAD drawing"),
        Mp3 => ("一段 MP3 音频", "an MP3 recording"),
        Wav => ("一段 WAV 音频", "a WAV recording"),
        Flac => ("一段 FLAC 音频", "a FLAC recording"),
        Ogg => ("一段 Ogg 音频", "an Ogg recording"),
        M4a => ("一段 M4A 音频", "an M4A recording"),
        Amr => ("一段 AMR 录音", "an AMR recording"),
        Midi => ("一段 MIDI 音乐", "a MIDI file"),
        Aiff => ("一段 AIFF 音频", "an AIFF recording"),
        Mp4 => ("一段 MP4 视频", "an MP4 video"),
        QuickTime => ("一段 QuickTime 视频", "a QuickTime video"),
        Mobile3gp => ("一段 3GP 视频", "a 3GP video"),
        Avi => ("一段 AVI 视频", "an AVI video"),
        Matroska => ("一段 MKV 或 WebM 视频", "an MKV or WebM video"),
        Asf => ("一段 Windows Media 音视频", "a Windows Media file"),
        Flv => ("一段 FLV 视频", "an FLV video"),
        Mpeg => ("一段 MPEG 视频", "an MPEG video"),
        RealMedia => ("一段 RealMedia 音视频", "a RealMedia file"),
        Zip => ("一个 ZIP 压缩包", "a ZIP archive"),
        Rar => ("一个 RAR 压缩包", "a RAR archive"),
        SevenZip => ("一个 7z 压缩包", "a 7z archive"),
        Gzip => ("一个 gzip 压缩文件", "a gzip file"),
        Bzip2 => ("一个 bzip2 压缩文件", "a bzip2 file"),
        Xz => ("一个 xz 压缩文件", "an xz file"),
        Zstandard => ("一个 Zstandard 压缩文件", "a Zstandard file"),
        Tar => ("一个 tar 归档", "a tar archive"),
        Cabinet => ("一个 CAB 压缩包", "a CAB archive"),
        Iso9660 => ("一个光盘映像", "a disc image"),
        WindowsProgram => ("一个 Windows 程序", "a Windows program"),
        Elf => ("一个 Linux 程序", "a Linux program"),
        MachO => ("一个 macOS 程序", "a macOS program"),
        JavaClass => ("一个 Java 类文件", "a Java class file"),
        Jar => ("一个 Java 程序包", "a Java archive"),
        Apk => ("一个 Android 安装包", "an Android package"),
        Wasm => ("一个 WebAssembly 模块", "a WebAssembly module"),
        Shortcut => ("一个 Windows 快捷方式，并不是文件本身", "a Windows shortcut, not the file itself"),
        Sqlite => ("一个 SQLite 数据库", "an SQLite database"),
        Access => ("一个 Access 数据库", "an Access database"),
        TrueType => ("一个 TrueType 字体", "a TrueType font"),
        OpenType => ("一个 OpenType 字体", "an OpenType font"),
        FontCollection => ("一个字体集", "a font collection"),
        Woff => ("一个 WOFF 网页字体", "a WOFF web font"),
        Woff2 => ("一个 WOFF2 网页字体", "a WOFF2 web font"),
        Pdf => ("一份 PDF 文档", "a PDF document"),
        Ofd => ("一份 OFD 版式文档", "an OFD document"),
        Docx => ("一份 Word 文档（docx）", "a Word document (docx)"),
        Xlsx => ("一份 Excel 工作簿（xlsx）", "an Excel workbook (xlsx)"),
        Pptx => ("一份 PowerPoint 演示文稿（pptx）", "a PowerPoint presentation (pptx)"),
        OpenDocument => ("一份 OpenDocument 文档", "an OpenDocument file"),
        LegacyWord => ("一份旧版 Word 文档（doc）", "an old Word document (doc)"),
        LegacyExcel => ("一份旧版 Excel 工作簿（xls）", "an old Excel workbook (xls)"),
        LegacyPowerPoint => ("一份旧版 PowerPoint 演示文稿（ppt）", "an old PowerPoint presentation (ppt)"),
        Wps => ("一份 WPS 文档", "a WPS Office document"),
        CompoundFile => ("一份旧版 Office 格式的文件", "a file in the old Office format"),
        Rtf => ("一份 RTF 文档", "an RTF document"),
        Epub => ("一本 EPUB 电子书", "an EPUB book"),
        PostScript => ("一份 PostScript 文档", "a PostScript document"),
        Caj => ("一份 CAJ 文献", "a CAJ document"),
        Ceb => ("一份 CEB 公文", "a CEB document"),
        Chm => ("一份 CHM 帮助文档", "a CHM help file"),
        EncryptedOffice => ("一份加密的 Office 文档", "an encrypted Office document"),
        EncryptedPdf => ("一份加密的 PDF 文档", "an encrypted PDF document"),
        ScannedPdf => ("一份没有文字的 PDF，看来是扫描件", "a PDF without text, by all signs a scan"),
        Email => ("一封电子邮件", "an e-mail"),
        OutlookMessage => ("一封 Outlook 邮件", "an Outlook message"),
        Binary => ("二进制数据，不是文字", "binary data, not text"),
    };
    language.pick(chinese, english)
}

/// What a person can do about a foreign file, as a sentence.
pub fn advice(family: Family, language: Language) -> &'static str {
    let (chinese, english) = match family {
        Family::Image | Family::Scan => (
            "请先用文字识别（OCR）软件把页面转成文字，再打开得到的文本。",
            "Turn the pages into text with character recognition (OCR) first, then open that text.",
        ),
        Family::Audio | Family::Video => (
            "这里没有可读的文字；如有文字稿，请打开文字稿。",
            "It has no text to read; if there is a transcript, open that.",
        ),
        Family::Archive => ("请先解压，再打开里面的文件。", "Unpack it first, then open the file inside."),
        Family::Program => (
            "它不含答复正文；如果下载时本应是文档，请不要运行它，并重新下载。",
            "It holds no reply; if it should have been a document, do not run it and download again.",
        ),
        Family::Database => (
            "请用数据库软件把所需内容导出为文本，再打开。",
            "Export what you need as text with a database program, then open that.",
        ),
        Family::Font => (
            "它不含文字内容；请检查是否选错了文件。",
            "It holds no text; check whether this is the file you meant.",
        ),
        Family::Document => (
            "请用对应的软件打开它，另存为纯文本（.txt），或复制全文粘贴到这里。",
            "Open it in its own program and save it as plain text (.txt), or copy its text and paste it.",
        ),
        Family::Protected => (
            "请用密码打开它，另存为不加密的纯文本（.txt），再打开。",
            "Open it with its password, save it as plain text (.txt) without one, and open that.",
        ),
        Family::Mail => (
            "请在邮件软件中打开它，再打开其中的附件，或复制正文粘贴到这里。",
            "Open it in a mail program, then open its attachment, or copy its text and paste it.",
        ),
        Family::Unknown => (
            "文件可能已损坏，或是未知的格式；请重新下载，或用产生它的软件另存为纯文本（.txt）。",
            "It may be damaged or of an unknown format; download it again, or save it as plain text (.txt) with the \
             program that made it.",
        ),
    };
    language.pick(chinese, english)
}

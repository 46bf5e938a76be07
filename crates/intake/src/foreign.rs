/// Kinds of foreign files by family: name on the wire, media type.
macro_rules! foreign {
    ($($family:ident { $($(#[$meta:meta])* $kind:ident $name:literal $media:literal,)* })*) => {
        /// A file that is no text document, known by its content.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[allow(missing_docs, reason = "each is named by its media type")]
        pub enum Foreign { $($($(#[$meta])* $kind),*),* }

        impl Foreign {
            /// All kinds.
            pub const ALL: &[Foreign] = &[$($(Foreign::$kind),*),*];

            /// Its name on the wire: `png`.
            pub fn name(self) -> &'static str {
                match self { $($(Foreign::$kind => $name),*),* }
            }

            /// Its media type, such as `image/png`: of the IANA registry where it is there, else the one in use.
            pub fn media_type(self) -> &'static str {
                match self { $($(Foreign::$kind => $media),*),* }
            }

            /// What a person can do about it depends on this.
            pub fn family(self) -> Family {
                match self { $($(Foreign::$kind)|* => Family::$family),* }
            }
        }
    };
}

/// What kinds of foreign files have in common for a person who wants to read them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Family {
    /// A picture, perhaps of a page.
    Image,
    /// Sound.
    Audio,
    /// Moving pictures.
    Video,
    /// Holds other files.
    Archive,
    /// Runs.
    Program,
    /// Tables of a database.
    Database,
    /// Letter shapes.
    Font,
    /// A document that an office or reading program opens.
    Document,
    /// A document that a password protects.
    Protected,
    /// A document whose pages are pictures.
    Scan,
    /// An e-mail with its headers and parts.
    Mail,
    /// Data with no signature known here.
    Unknown,
}

foreign! {
    Image {
        Png "png" "image/png",
        Jpeg "jpeg" "image/jpeg",
        Gif "gif" "image/gif",
        Bmp "bmp" "image/bmp",
        Tiff "tiff" "image/tiff",
        Webp "webp" "image/webp",
        Ico "ico" "image/vnd.microsoft.icon",
        Heic "heic" "image/heic",
        Avif "avif" "image/avif",
        Jpeg2000 "jpeg2000" "image/jp2",
        JpegXl "jpeg_xl" "image/jxl",
        Photoshop "photoshop" "image/vnd.adobe.photoshop",
        Emf "emf" "image/emf",
        Wmf "wmf" "image/wmf",
        Djvu "djvu" "image/vnd.djvu",
        Dwg "dwg" "image/vnd.dwg",
    }
    Audio {
        Mp3 "mp3" "audio/mpeg",
        Wav "wav" "audio/vnd.wave",
        Flac "flac" "audio/flac",
        Ogg "ogg" "audio/ogg",
        M4a "m4a" "audio/mp4",
        Amr "amr" "audio/amr",
        Midi "midi" "audio/midi",
        Aiff "aiff" "audio/aiff",
    }
    Video {
        Mp4 "mp4" "video/mp4",
        QuickTime "quicktime" "video/quicktime",
        Mobile3gp "3gp" "video/3gpp",
        Avi "avi" "video/vnd.avi",
        Matroska "matroska" "video/matroska",
        Asf "asf" "video/x-ms-asf",
        Flv "flv" "video/x-flv",
        Mpeg "mpeg" "video/mpeg",
        RealMedia "real_media" "application/vnd.rn-realmedia",
    }
    Archive {
        Zip "zip" "application/zip",
        Rar "rar" "application/vnd.rar",
        SevenZip "seven_zip" "application/x-7z-compressed",
        Gzip "gzip" "application/gzip",
        Bzip2 "bzip2" "application/x-bzip2",
        Xz "xz" "application/x-xz",
        Zstandard "zstandard" "application/zstd",
        Tar "tar" "application/x-tar",
        Cabinet "cabinet" "application/vnd.ms-cab-compressed",
        Iso9660 "iso9660" "application/vnd.efi.iso",
    }
    Program {
        WindowsProgram "windows_program" "application/vnd.microsoft.portable-executable",
        Elf "elf" "application/x-elf",
        MachO "mach_o" "application/x-mach-binary",
        JavaClass "java_class" "application/java-vm",
        Jar "jar" "application/java-archive",
        Apk "apk" "application/vnd.android.package-archive",
        Wasm "wasm" "application/wasm",
        Shortcut "shortcut" "application/x-ms-shortcut",
    }
    Database {
        Sqlite "sqlite" "application/vnd.sqlite3",
        Access "access" "application/vnd.ms-access",
    }
    Font {
        TrueType "truetype" "font/ttf",
        OpenType "opentype" "font/otf",
        FontCollection "font_collection" "font/collection",
        Woff "woff" "font/woff",
        Woff2 "woff2" "font/woff2",
    }
    Document {
        Pdf "pdf" "application/pdf",
        Ofd "ofd" "application/ofd",
        Docx "docx" "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Xlsx "xlsx" "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Pptx "pptx" "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        OpenDocument "opendocument" "application/vnd.oasis.opendocument.text",
        LegacyWord "legacy_word" "application/msword",
        LegacyExcel "legacy_excel" "application/vnd.ms-excel",
        LegacyPowerPoint "legacy_powerpoint" "application/vnd.ms-powerpoint",
        Wps "wps" "application/vnd.ms-works",
        CompoundFile "compound_file" "application/x-ole-storage",
        Rtf "rtf" "application/rtf",
        Epub "epub" "application/epub+zip",
        PostScript "postscript" "application/postscript",
        Caj "caj" "application/x-caj",
        Ceb "ceb" "application/x-ceb",
        Chm "chm" "application/vnd.ms-htmlhelp",
    }
    Protected {
        EncryptedOffice "encrypted_office" "application/x-ole-storage",
        EncryptedPdf "encrypted_pdf" "application/pdf",
    }
    Scan {
        ScannedPdf "scanned_pdf" "application/pdf",
    }
    Mail {
        Email "email" "message/rfc822",
        OutlookMessage "outlook_message" "application/vnd.ms-outlook",
    }
    Unknown {
        Binary "binary" "application/octet-stream",
    }
}

impl Foreign {
    /// The kind of that [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Foreign> {
        Foreign::ALL.iter().copied().find(|kind| kind.name() == name)
    }
}

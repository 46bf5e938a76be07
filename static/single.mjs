// Starts the single-file page. On a disk a browser loads nothing that lies beside a page, so all of it lies in the page: the
// build puts the program's script before this one, and each worker's script and the program into elements of their own.
for (const meta of document.querySelectorAll("meta[name^=dafu-][content^='#']")) {
  const script = document.querySelector(meta.content);
  meta.content = URL.createObjectURL(new Blob([script.textContent], { type: "text/javascript" }));
  script.remove();
}
const program = document.querySelector("#program");
__wbg_init({ module_or_path: Uint8Array.from(atob(program.textContent), (c) => c.charCodeAt(0)) }).catch((error) =>
  window.dafuBoot.fail(String(error?.message ?? error)),
);
program.remove();

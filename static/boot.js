// Before the page has started: the theme, files that come early, and a failure to start told in words.
(function () {
  "use strict";
  var root = document.documentElement;
  var kept = null;
  try { kept = localStorage.getItem("dafu.theme"); } catch (_) { /* nothing is kept here */ }
  var dark = kept === "dark" || (kept !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.setAttribute("data-theme", dark ? "dark" : "light");

  window.dafuWaiting = [];
  var chinese = /^zh/i.test(navigator.language || "zh");
  function say(zh, en, error) {
    var note = document.getElementById("boot-note");
    if (!note || window.dafuStarted) return;
    note.textContent = chinese ? zh : en;
    note.className = error ? "boot-note is-error" : "boot-note";
    if (error) note.setAttribute("role", "alert");
  }

  function wait(files) {
    for (var i = 0; i < files.length; i++) window.dafuWaiting.push(files[i]);
    if (window.dafuWaiting.length) {
      say("文件已收下，页面准备好就打开。", "The file has been taken; it opens as soon as the page is ready.");
    }
  }
  addEventListener("dragover", function (event) { event.preventDefault(); });
  addEventListener("drop", function (event) {
    if (window.dafuStarted) return;
    event.preventDefault();
    wait(event.dataTransfer ? event.dataTransfer.files : []);
  });
  addEventListener("change", function (event) {
    if (!window.dafuStarted && event.target.id === "boot-file") wait(event.target.files);
  });

  // Why the page does not start, as far as a browser says.
  var failed = false;
  function fail(reason) {
    if (failed || window.dafuStarted) return;
    failed = true;
    if (location.protocol === "file:") {
      return say(
        "这一版页面不能直接从磁盘打开。请用单文件版，或把整个文件夹放到任意网页服务器上再打开。",
        "This build cannot be opened straight from a disk. Use the single-file build, or put the folder on any web server.", true);
    }
    if (typeof WebAssembly !== "object") {
      return say(
        "这个浏览器不支持 WebAssembly，请换用近几年的 Chrome、Edge、Firefox 或 Safari。",
        "This browser has no WebAssembly. Use a Chrome, Edge, Firefox or Safari of the last few years.", true);
    }
    say(
      "页面没有启动成功，可能是文件没有下载完整。请检查网络后重新载入；若仍不行，请把下面这行告诉管理员。\n" + reason,
      "The page did not start; perhaps not all of it was downloaded. Check the network and load it again. If that does not help, tell " +
      "the person who runs this site:\n" + reason, true);
  }
  addEventListener("error", function (event) {
    var source = event.target && (event.target.src || event.target.href);
    fail(event.message || (source ? "404? " + source : "script"));
  }, true);
  addEventListener("unhandledrejection", function (event) {
    fail(String(event.reason && event.reason.message || event.reason));
  });
  window.dafuBoot = { fail: fail, say: say };
})();

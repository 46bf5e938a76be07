// Before the page has started: the theme, files that come early, and why the page does not start, told in words.
// Plain JavaScript of 2009, because a browser that is too old must still be able to say so.
(function () {
  "use strict";
  var root = document.documentElement;
  function kept(name) {
    try { return localStorage.getItem(name); } catch (_) { return null; } // nothing is kept here
  }
  var theme = kept("dafu.theme");
  var dark = theme === "dark" || (theme !== "light" && window.matchMedia && matchMedia("(prefers-color-scheme: dark)").matches);
  root.setAttribute("data-theme", dark ? "dark" : "light");

  window.dafuWaiting = [];
  var asked = /[#&]lang=(zh|en)/.exec(location.hash);
  var chinese = /^zh/i.test((asked && asked[1]) || kept("dafu.language") || navigator.language || "zh");
  function say(zh, en) {
    var note = document.getElementById("boot-note");
    if (!note || failed || window.dafuStarted) return;
    note.textContent = chinese ? zh : en;
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
  addEventListener("click", function (event) {
    if (event.target.id === "boot-file") event.target.onchange = chosen;
  });
  /** The dialog may have been open while the page started: its input has gone then, and the page has one of its own. */
  function chosen() { take(this.files); }
  function take(files) {
    if (!window.dafuStarted) return wait(files);
    var input = document.getElementById("file");
    input.files = files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }
  // Where the page is installed, the system may open files with it.
  if (window.launchQueue) launchQueue.setConsumer(function (launch) {
    var opening = launch.files.map(function (handle) { return handle.getFile(); });
    Promise.all(opening).then(function (files) {
      var data = new DataTransfer();
      files.forEach(function (file) { data.items.add(file); });
      if (files.length) take(data.files);
    });
  });
  // Once installed, the page keeps its own files for when there is no network. Elsewhere it asks for nothing after it has loaded.
  function keep() {
    if ("serviceWorker" in navigator) navigator.serviceWorker.register("./service-worker.js").catch(function () {});
  }
  addEventListener("appinstalled", keep);
  if (window.matchMedia && matchMedia("(display-mode: standalone)").matches) keep();

  // Why a page may not start: what has happened and what to do, in Chinese and English.
  var REASONS = {
    disk: [
      "这一版页面不能直接从磁盘打开。", "请打开同一文件夹里的 dafu.html（单文件版），或把整个文件夹放到任意网页服务器上。",
      "This build cannot be opened straight from a disk.", "Use dafu.html of the same folder, the whole page in one file, or put the folder on any web server."],
    old: [
      "这个浏览器太旧，运行不了本页。", "请换用 2021 年以后的 Chrome、Edge、Firefox 或 Safari。",
      "This browser is too old for this page.", "Use a Chrome, Edge, Firefox or Safari of 2021 or later."],
    policy: [
      "安全策略不允许本页的程序运行。", "请管理员让服务器照原样发送本页自带的内容安全策略（需含 'wasm-unsafe-eval'）。",
      "A security policy forbids this page's program to run.",
      "Ask the administrator to send this page's own content security policy unchanged; it needs 'wasm-unsafe-eval'."],
    missing: [
      "服务器上缺少本页的一部分。", "请重新载入；若仍不行，请管理员重新上传完整的文件夹。",
      "A part of this page is missing on the server.", "Load it again; if that does not help, ask the administrator to upload the whole folder anew."],
    type: [
      "服务器给本页的文件标错了类型。", "请管理员把 .js 按 text/javascript、.wasm 按 application/wasm 发送。",
      "The server sends a part of this page under a wrong type.",
      "Ask the administrator to send .js as text/javascript and .wasm as application/wasm."],
    html: [
      "收到的是另一个网页，不是本页的程序。", "网络可能要求先登录；请登录或换个网络，再重新载入。",
      "Another web page came in place of this page's program.", "The network may want you to sign in first; do so or change networks, then load it again."],
    network: [
      "本页没有下载完。", "请检查网络，再重新载入。",
      "The download of this page broke off.", "Check the network, then load it again."],
    altered: [
      "下载到的程序与发布的不一致。", "可能是更新到一半，或被中途改动；请按 Ctrl+Shift+R 重新载入。",
      "The program that came is not the one that was published.",
      "It may have been updated halfway or changed on its way; load it again with Ctrl+Shift+R."],
    unknown: [
      "页面没有启动成功。", "请重新载入；若仍不行，请把下面这行告诉管理员。",
      "The page did not start.", "Load it again; if that does not help, tell the administrator the line below."]
  };

  var failed = false;
  var refused = false;
  addEventListener("securitypolicyviolation", function (event) {
    if (!/script/.test(event.violatedDirective)) return;
    refused = true;
    fail(event.violatedDirective + ": " + event.blockedURI);
  });

  /** Says why the page does not start, as far as that can be known. The first reason counts. */
  function fail(reason, source) {
    if (failed || window.dafuStarted) return;
    failed = true;
    var inMany = document.querySelector("meta[name=dafu-worker][content^='./']");
    if (inMany && location.protocol === "file:") return tell("disk", reason);
    if (!("noModule" in document.createElement("script")) || typeof WebAssembly !== "object" || !window.fetch) {
      return tell("old", reason);
    }
    // The violation may be told after the error that it is the reason of.
    setTimeout(function () {
      if (refused || /content security policy|unsafe-eval|\bCSP\b/i.test(reason)) return tell("policy", reason);
      var all = source ? [source].concat(parts()) : parts();
      examine(all, function (kind, part) { tell(kind || (source ? "altered" : "unknown"), part || reason); });
    }, 50);
  }

  /** The files that the page is made of. */
  function parts() {
    var links = document.querySelectorAll("link[rel=modulepreload], link[rel=preload]");
    return Array.prototype.map.call(links, function (link) { return link.href; });
  }

  /** Asks for each part again and gives what is wrong with the first that is not as it should be. */
  function examine(parts, done) {
    var part = parts.shift();
    if (!part) return done();
    fetch(part, { cache: "no-store" }).then(function (response) {
      var type = response.headers.get("content-type") || "";
      var wasm = /\.wasm$/.test(part);
      if (!response.ok) return done("missing", response.status + " " + part);
      if (/html/.test(type)) return done("html", part);
      if (!wasm && !/javascript|ecmascript/.test(type)) return done("type", type + " " + part);
      if (!wasm) return examine(parts, done);
      return response.arrayBuffer().then(function (bytes) {
        var begins = String.fromCharCode.apply(null, new Uint8Array(bytes.slice(0, 32)));
        if (/^\s*<(!doctype|html)/i.test(begins)) return done("html", part);
        if (begins.slice(0, 4) !== "\0asm") return done("altered", part);
        if (!WebAssembly.validate(bytes)) return done("old", part);
        examine(parts, done);
      });
    }).catch(function (error) { done("network", (error && error.message) + " " + part); });
  }

  function tell(kind, seen) {
    var note = document.getElementById("boot-note");
    if (!note) return addEventListener("DOMContentLoaded", function () { tell(kind, seen); });
    var words = REASONS[kind].slice(chinese ? 0 : 2);
    note.className = "boot-note is-error";
    note.setAttribute("role", "alert");
    note.setAttribute("data-reason", kind);
    note.setAttribute("lang", chinese ? "zh-CN" : "en");
    note.textContent = "";
    add("strong", words[0]);
    add("span", words[1]);
    if (seen) add("small", seen);
    if (kind === "disk" || kind === "old") return;
    var again = add("button", chinese ? "重新载入" : "Load again");
    again.className = "button";
    again.addEventListener("click", function () { location.reload(); });

    function add(name, text) {
      var element = document.createElement(name);
      element.textContent = text;
      note.appendChild(element);
      return element;
    }
  }

  addEventListener("error", function (event) {
    var source = event.target && (event.target.src || event.target.href);
    // Without its colours the page still works.
    if (source && event.target.rel === "stylesheet") return;
    fail(event.message || source || "script", source);
  }, true);
  addEventListener("unhandledrejection", function (event) {
    fail(String(event.reason && event.reason.message || event.reason));
  });
  addEventListener("DOMContentLoaded", function () {
    if (!("noModule" in document.createElement("script")) || typeof WebAssembly !== "object") fail("WebAssembly");
  });
  window.dafuBoot = { fail: fail, say: say };
})();

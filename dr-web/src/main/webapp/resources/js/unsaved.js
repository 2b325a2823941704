/*
 * Warns before a page is left with something typed and not saved. It stands guard over every form with the style class
 * "guarded"; the browser asks in its own words. A form counts as saved when a button of it that sends the whole form
 * (process="@form") was answered without a fault or a refusal; buttons of the class "keeps-unsaved" save nothing, and
 * one of the class "discards-unsaved" throws away what was typed. A button elsewhere, such as that of a dialog, saves
 * the form that its attribute data-saves names.
 * A whole-page send never asks; comes the page back with a fault, it says so at its body (data-unsaved).
 */
(function () {
  'use strict';

  var saved = new Map();
  var leaving = false;

  function isKept(name) {
    return name.indexOf('jakarta.faces.') !== 0 && name.indexOf('primefaces.') !== 0;
  }

  /** What is in a form now, as one text to be compared. */
  function content(form) {
    var parts = [];
    new FormData(form).forEach(function (value, name) {
      if (isKept(name)) {
        parts.push([name, value instanceof File ? value.name : String(value).replace(/\r\n?/g, '\n')]);
      }
    });
    return JSON.stringify(parts);
  }

  function forms() {
    return Array.prototype.slice.call(document.querySelectorAll('form.guarded'));
  }

  /** A form not seen before, such as one that was drawn with a dialog, starts as it is. */
  function look() {
    forms().forEach(function (form) {
      if (!saved.has(form.id)) {
        saved.set(form.id, content(form));
      }
    });
  }

  function isUnsaved(form) {
    return saved.has(form.id) && saved.get(form.id) !== content(form);
  }

  /** The guarded form that this request sends as a whole by a button that saves; null for any other request. */
  function savedBy(settings) {
    var data = settings.data instanceof FormData ? settings.data : new URLSearchParams(settings.data || '');
    var source = document.getElementById(data.get('jakarta.faces.source') || '');
    if (source && source.dataset.saves) {
      return source.dataset.saves;
    }
    var form = source && source.closest('form.guarded');
    var whole = form && (data.get('jakarta.faces.partial.execute') || '').split(' ').some(function (id) {
      return id === form.id || id === '@all';
    });
    var saves = whole && source.matches('button, input[type=submit]') && !source.classList.contains('keeps-unsaved');
    return form && (saves || source.classList.contains('discards-unsaved')) ? form.id : null;
  }

  function begin() {
    look();
    if (document.body.hasAttribute('data-unsaved')) {
      forms().forEach(function (form) {
        saved.set(form.id, '');
      });
    }
    if (!window.jQuery) {
      return;
    }
    window.jQuery(document).on('pfAjaxSend', function (event, request, settings) {
      settings.savesForm = savedBy(settings);
      // An answer may lead elsewhere, which must not ask.
      leaving = leaving || !!settings.savesForm;
    }).on('pfAjaxComplete', function (event, request, settings, args) {
      if (settings.savesForm) {
        leaving = !!(args && args.redirect);
        if (args && !args.validationFailed && !args.refused) {
          saved.delete(settings.savesForm);
        }
      }
      look();
    });
  }

  document.addEventListener('submit', function (event) {
    leaving = !event.defaultPrevented;
  });
  window.addEventListener('pageshow', function () {
    leaving = false;
  });
  window.addEventListener('beforeunload', function (event) {
    if (!leaving && forms().some(isUnsaved)) {
      event.preventDefault();
      event.returnValue = '';
    }
  });
  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', begin);
  } else {
    begin();
  }
})();

/*
 * Warns before a page is left with something typed and not saved. It stands guard over every form with the style class
 * "guarded"; the browser asks in its own words. A form counts as saved when a button of it that sends the whole form
 * (process="@form") was answered without a fault or a refusal; buttons of the class "keeps-unsaved" save nothing, and
 * one of the class "discards-unsaved" throws away what was typed. A button elsewhere, such as that of a dialog, saves
 * the form that its attribute data-saves names.
 * A whole-page send never asks; comes the page back with a fault, it says so at its body (data-unsaved).
 * Where an answer to ajax leads to the sign-in, or to the same page afresh, because the session or the page was over,
 * what is typed is kept in this tab, and stands in its form again when the same person comes back. It is not saved then.
 */
(function () {
  'use strict';

  var KEPT = 'unsaved:';
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

  /** Whether this answer leads away without having done what was asked. */
  function isOver(request) {
    var redirect = request.responseXML && request.responseXML.querySelector('redirect');
    if (!redirect) {
      return false;
    }
    var to = new URL(redirect.getAttribute('url'), location.href);
    return /\/(sign-in|step-up)\.xhtml$/.test(to.pathname) || to.pathname === location.pathname
        && (to.searchParams.get('notice') === 'expired' || to.search === location.search);
  }

  function person() {
    var name = document.querySelector('.user-name');
    return name ? name.textContent : '';
  }

  function keep() {
    var typed = forms().filter(isUnsaved).map(function (form) {
      return [form.id, JSON.parse(content(form)).filter(function (part) {
        var field = form.elements[part[0]];
        return field && field.type !== 'hidden' && field.type !== 'password' && field.type !== 'file';
      })];
    });
    if (typed.length) {
      sessionStorage.setItem(KEPT + location.pathname, JSON.stringify({ person: person(), search: location.search, forms: typed }));
    }
  }

  /** Puts what was kept back into a form: texts and choices as they were, boxes ticked where they were. */
  function fill(form, parts) {
    Array.prototype.forEach.call(form.elements, function (field) {
      var values = parts.filter(function (part) {
        return part[0] === field.name;
      }).map(function (part) {
        return part[1];
      });
      if (field.disabled) {
        return;
      }
      if (field.type === 'checkbox' || field.type === 'radio') {
        field.checked = values.indexOf(field.value) >= 0;
      } else if (values.length) {
        field.value = values[0];
      }
    });
  }

  function bringBack() {
    var kept = JSON.parse(sessionStorage.getItem(KEPT + location.pathname));
    var place = document.querySelector('.messages');
    sessionStorage.removeItem(KEPT + location.pathname);
    if (!kept || !place || kept.person !== person() || withoutNotice(kept.search) !== withoutNotice(location.search)) {
      return;
    }
    kept.forms.forEach(function (one) {
      var form = document.getElementById(one[0]);
      if (form) {
        fill(form, one[1]);
      }
    });
    var banner = document.createElement('div');
    banner.className = 'banner banner-info';
    var words = banner.appendChild(document.createElement('div'));
    var title = words.appendChild(document.createElement('strong'));
    title.textContent = 'What you had typed is back.';
    words.append(' It is not saved yet.');
    place.appendChild(banner);
  }

  function withoutNotice(search) {
    var parts = new URLSearchParams(search);
    parts.delete('notice');
    return parts.toString();
  }

  function begin() {
    look();
    bringBack();
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
      // Before PrimeFaces sees the answer, whose redirect would have the browser ask.
      request.done(function () {
        if (isOver(request)) {
          keep();
          leaving = true;
        }
      });
      // An answer may lead elsewhere, which must not ask.
      leaving = leaving || !!settings.savesForm;
    }).on('pfAjaxComplete', function (event, request, settings, args) {
      if (isOver(request)) {
        return;
      }
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

package io.taskledger.devservers;

import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserImpl;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Catches mail for whomever: SMTP on one port of 127.0.0.1, a page that shows what came in on
 * another. A mail is on the disk before its sender hears that it was accepted.
 */
public final class MailServer implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final long STARTED_WITHIN_MS = 20_000;

  private final ServerDirectory home;
  private final GreenMail smtp;
  private final MailFolder folder;
  private final MailPage page;

  private MailServer(ServerDirectory home, GreenMail smtp, MailFolder folder, MailPage page) {
    this.home = home;
    this.smtp = smtp;
    this.folder = folder;
    this.page = page;
  }

  /**
   * Starts the server; the directory, which is created when missing, holds one .eml file for each
   * mail.
   *
   * @param smtpPort 0 for a free one
   * @param webPort 0 for a free one
   * @throws ServerStartException when a port or the directory is in use
   */
  public static MailServer start(Path directory, int smtpPort, int webPort) {
    ServerDirectory home = ServerDirectory.own("mail", directory);
    boolean started = false;
    try {
      int smtpChosen = Ports.freeOrRequired("SMTP", smtpPort);
      int webChosen = Ports.freeOrRequired("the page that shows mail", webPort);
      var folder = new MailFolder(home.path());
      var server =
          new MailServer(
              home, catcher(smtpChosen, folder), folder, MailPage.open(HOST, webChosen, folder));
      started = true;
      return server;
    } catch (IOException e) {
      throw home.unusable(e);
    } finally {
      if (!started) {
        home.close();
      }
    }
  }

  /** The port for SMTP on 127.0.0.1. */
  public int smtpPort() {
    return smtp.getSmtp().getPort();
  }

  /** The port of the page on 127.0.0.1. */
  public int webPort() {
    return page.port();
  }

  /** All mails, newest first. */
  public List<ReceivedMail> messages() {
    return folder.messages();
  }

  /** Stops to accept and to show mail; may be called again. */
  @Override
  public void close() {
    home.closeAfter(
        directory -> {
          page.close();
          smtp.stop();
        });
  }

  private static GreenMail catcher(int port, MailFolder folder) {
    var setup = new ServerSetup(port, HOST, ServerSetup.PROTOCOL_SMTP);
    setup.setServerStartupTimeout(STARTED_WITHIN_MS);
    var smtp = new GreenMail(setup);
    GreenMailUser nobody =
        new UserImpl("nobody", "nobody", "", smtp.getManagers().getImapHostManager()) {
          @Override
          public void deliver(MovingMessage message) {
            // GreenMail's own mailbox would keep it in memory.
          }
        };
    smtp.getUserManager()
        .setMessageDeliveryHandler(
            (message, recipient) -> {
              // GreenMail asks once for each recipient; the folder keeps a mail once.
              if (message.getToAddresses().iterator().next().equals(recipient)) {
                keep(folder, message);
              }
              return nobody;
            });
    smtp.start();
    return smtp;
  }

  private static void keep(MailFolder folder, MovingMessage message) throws MessagingException {
    try {
      folder.keep(message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
